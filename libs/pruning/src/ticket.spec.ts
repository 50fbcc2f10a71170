import { initialise, lenet300100 } from '@tombola/nn';
import { encodeSafetensors, InputError, methodSchema } from '@tombola/shared';
import { checkMasks, denseMasks } from './masks';
import { shuffleMasks } from './methods/controls';
import { impMasks, type ImpMethod } from './methods/imp';
import { decodeTicket, encodeTicket, makeTicket } from './ticket';

const network = lenet300100({ inputShape: [1, 2, 2], classes: 3 });
const init = initialise(network, 'glorot-normal', 0);
const masks = shuffleMasks(
  impMasks(
    { network, method: methodSchema.parse({ name: 'imp', levels: 1, rate: 0.5 }) as ImpMethod, level: 1, seed: 0 },
    { masks: denseMasks(network), start: init, trained: init },
  ),
  0,
  0,
);

test('survivors equal the initial weights bit for bit, pruned weights are +0', () => {
  const { parameters } = makeTicket(masks, init, {});
  for (const [name, { data }] of Object.entries(masks)) {
    data.forEach((bit, i) => {
      expect(Object.is(parameters[name]!.data[i], bit === 1 ? init[name]!.data[i] : 0)).toBe(true);
    });
  }
  expect(parameters['dense_1/bias']).toBe(init['dense_1/bias']);
});

test('a ticket is read back as it was written', () => {
  const ticket = makeTicket(masks, init, { recipe: 'abc', seed: '3', level: '1' });
  expect(decodeTicket(encodeTicket(ticket))).toEqual(ticket);
});

test('a ticket whose masks moved is read back with those that it began with', () => {
  const ticket = { ...makeTicket(masks, init, {}), startMasks: denseMasks(network) };
  expect(decodeTicket(encodeTicket(ticket))).toEqual(ticket);
});

test('another safetensors file is not taken for a ticket', () => {
  const bytes = encodeSafetensors({ tensors: {}, metadata: {} });
  expect(() => decodeTicket(bytes, 'x.safetensors')).toThrow(/x\.safetensors is not a ticket/);
});

test('masks that do not fit a network are refused with the parameter', () => {
  checkMasks(masks, network);
  const { 'dense_1/weights': first, ...rest } = masks;
  expect(() => checkMasks(rest, network)).toThrow(/no mask for dense_1\/weights/);
  expect(() => checkMasks({ ...masks, 'dense_1/bias': first! }, network)).toThrow(/dense_1\/bias/);
  expect(() => checkMasks({ ...masks, 'dense_1/weights': { ...first!, shape: [300, 4] } }, network)).toThrow(
    /wrong shape/,
  );
  const data = first!.data.slice();
  data[7] = 2;
  expect(() => checkMasks({ ...masks, 'dense_1/weights': { ...first!, data } }, network)).toThrow(InputError);
});
