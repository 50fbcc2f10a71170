import { initialise, lenet300100 } from '@tombola/nn';
import { encodeSafetensors, omit } from '@tombola/shared';
import { random } from './criteria/random';
import { countMasks, denseMasks } from './masks';
import { pruneGlobally } from './prune';
import { readSavedModel } from './saved-model';
import { encodeTicket, makeTicket } from './ticket';

const network = lenet300100({ inputShape: [1, 4, 4], classes: 3 });
const parameters = initialise(network, 'glorot-normal', 1);
const dense = denseMasks(network);
const sizes = Object.fromEntries(Object.entries(dense).map(([name, { data }]) => [name, data.length]));
const masks = pruneGlobally(dense, random(sizes, 1), 20_000);
const ticket = makeTicket(masks, parameters, { recipe: 'none' });

test('a ticket is its masks and what it started from', () => {
  expect(readSavedModel(encodeTicket(ticket), network, 'it')).toEqual({ masks, parameters: ticket.parameters });
});

test('trained parameters are themselves, and what is 0 of them is pruned', () => {
  const bytes = encodeSafetensors({ tensors: ticket.parameters, metadata: {} });
  expect(readSavedModel(bytes, network, 'it')).toEqual({ masks, parameters: ticket.parameters });
  const whole = encodeSafetensors({ tensors: parameters, metadata: {} });
  expect(countMasks(readSavedModel(whole, network, 'it').masks).density).toBe(1);
});

test('the parameters of another network are refused, and so are bytes of something else', () => {
  const bytes = encodeSafetensors({ tensors: parameters, metadata: {} });
  const larger = lenet300100({ inputShape: [1, 5, 4], classes: 3 });
  expect(() => readSavedModel(bytes, larger, 'x.safetensors')).toThrow(
    /x\.safetensors .*dense_1\/weights has another shape/,
  );
  const fewer = omit(parameters, 'dense_2/bias');
  const part = encodeSafetensors({ tensors: fewer, metadata: {} });
  expect(() => readSavedModel(part, network, 'x.safetensors')).toThrow(/there is no dense_2\/bias/);
  expect(() => readSavedModel(Uint8Array.of(1, 2, 3), network, 'x.safetensors')).toThrow(/x\.safetensors/);
});
