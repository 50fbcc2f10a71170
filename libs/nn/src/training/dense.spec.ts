import { compileScan, tensor, zeros } from '@tombola/engine';
import { randomStream } from '@tombola/shared';
import { initialise } from '../initialise';
import { mlp } from '../network/mlp';
import { prunableOf } from '../network/network';
import { adam } from '../optimizer/adam';
import { unitPixels } from './pixels';
import { stepSignature, trainStep } from './step';

test('training under masks that keep everything is dense training without masks, bit for bit', async () => {
  const network = mlp({ inputShape: [1, 4, 4], hidden: [12], classes: 3 });
  const optimizer = adam({ weightDecay: 0.01 });
  const options = { network, optimizer, batch: 8, pixels: unitPixels };
  const { carry, shared, each } = stepSignature(options);
  const masked = await compileScan(trainStep(options), { carry, shared, each });
  const dense = await compileScan(trainStep(options), { carry, shared: { masks: {} }, each });

  const steps = 30;
  const stream = randomStream(1);
  const parameters = initialise(network, 'glorot-normal', 0);
  const slots = Object.fromEntries(
    Object.entries(parameters).flatMap(([name, { shape }]) =>
      optimizer.slots.map((slot) => [`${name}/${slot}`, zeros(shape)] as const),
    ),
  );
  const scalars = Array.from({ length: steps }, (_, i) => optimizer.scalars(i + 1, 0.01));
  const inputs = {
    parameters,
    slots,
    scalars: Object.fromEntries(
      Object.keys(scalars[0]!).map((name) => [name, tensor(scalars.map((values) => values[name]!))]),
    ),
    images: tensor(
      Uint8Array.from({ length: steps * 128 }, () => stream.integer(256)),
      [steps, 8, 1, 4, 4],
      'uint8',
    ),
    labels: tensor(
      Int32Array.from({ length: steps * 8 }, () => stream.integer(3)),
      [steps, 8],
      'int32',
    ),
    keep: {},
    memory: {},
    numbers: {},
    noise: {},
  };
  const ones = Object.fromEntries(
    prunableOf(network).map(({ name, shape }) => [
      name,
      tensor(
        zeros(shape).data.map(() => 1),
        shape,
      ),
    ]),
  );
  const withMasks = await masked.run({ ...inputs, masks: ones });
  const without = await dense.run({ ...inputs, masks: {} });
  expect(withMasks.parameters).toEqual(without.parameters);
  expect(withMasks.slots).toEqual(without.slots);
  expect(withMasks.loss).toEqual(without.loss);
  expect(dense.size).toBeLessThan(masked.size);
  await masked.dispose();
  await dense.dispose();
});
