import { tensor } from '@tombola/engine';
import { networkSchema } from '@tombola/shared';
import { networkStructure } from '@tombola/nn';
import { checkMasks } from '../masks';
import { removeDeadChannels } from './dead-channels';
import { difference, logitsOf, spread } from './testing/logits';
import { ownNetwork, residual, smallData } from './testing/networks';
import { randomState } from './testing/random-state';
import { randomStream } from '@tombola/shared';
import { makeTicket, type Ticket } from '../ticket';
import { prunableOf } from '@tombola/nn';

test('a unit without inputs becomes part of biases, one without outputs goes', async () => {
  const data = { inputShape: [2, 1, 1], classes: 2 } as const;
  const { network, choice } = ownNetwork(
    [{ op: 'flatten' }, { op: 'dense', units: 3 }, { op: 'relu' }, { op: 'dense', units: 'classes' }],
    data,
  );
  const state = {
    'dense_1/weights': tensor([1, 0, 3, 2, 0, -1], [2, 3]),
    'dense_1/bias': tensor([0, 0.5, 1]),
    'dense_2/weights': tensor([1, 2, 4, -3, 0, 0], [3, 2]),
    'dense_2/bias': tensor([0.1, 0.2]),
  };
  const { definition, state: left, kept } = removeDeadChannels(network, state, {});
  expect(kept.dense_1).toEqual([0]);
  expect([...left['dense_1/weights']!.data]).toEqual([1, 2]);
  expect([...left['dense_2/weights']!.data]).toEqual([1, 2]);
  expect(left['dense_2/bias']!.data[0]).toBeCloseTo(2.1, 6);
  expect(left['dense_2/bias']!.data[1]).toBeCloseTo(-1.3, 6);
  const thin = networkSchema.parse({ name: 'custom', definition });
  expect(difference(await logitsOf(thin, data, left), await logitsOf(choice, data, state))).toBeLessThan(1e-6);
  const image = Float32Array.of(0.3, 0.7, 0.3, 0.7);
  for (const logits of [await logitsOf(thin, data, left, image), await logitsOf(choice, data, state, image)]) {
    [3.8, 2.1, 3.8, 2.1].forEach((expected, i) => expect(logits[i]).toBeCloseTo(expected, 5));
  }
});

/** Masks of weights that silence whole filters, and of the others every second weight. */
function sparse(seed: number): Ticket['masks'] {
  const random = randomStream(seed, 'sparse');
  return Object.fromEntries(
    prunableOf(residual.network).map(({ name, shape }) => {
      const size = shape.reduce((product, extent) => product * extent, 1);
      const each = size / shape[0]!;
      const alive = Array.from({ length: shape[0]! }, () => random.uniform() < 0.5);
      const bits = Array.from({ length: size }, (_, i) =>
        alive[Math.floor(i / each)] && random.uniform() < 0.5 ? 1 : 0,
      );
      return [name, tensor(bits, shape, 'uint8')];
    }),
  );
}

test('masks of weights keep their bits in the smaller network, which computes what the masked one does', async () => {
  const masks = sparse(4);
  const state = randomState(residual.network, 6);
  const thin = removeDeadChannels(residual.network, state, masks);
  const choice = networkSchema.parse({ name: 'custom', definition: thin.definition });
  expect(thin.cost.after.parameters).toBeLessThan(thin.cost.before.parameters);
  checkMasks(thin.masks, networkStructure(choice, smallData) as never);
  const nonzero = (data: ArrayLike<number>) => Array.from(data, (value) => (value === 0 ? 0 : 1));
  for (const [name, { data }] of Object.entries(thin.masks)) expect(nonzero(thin.state[name]!.data)).toEqual([...data]);
  const masked = await logitsOf(residual.choice, smallData, makeTicket(masks, state, {}).parameters);
  expect(spread(masked)).toBeGreaterThan(0.001);
  expect(difference(await logitsOf(choice, smallData, thin.state), masked)).toBeLessThan(1e-5);
});
