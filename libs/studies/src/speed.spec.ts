import { exportOnnx } from '@tombola/deploy';
import { initialise, mlp, unitPixels, type Network } from '@tombola/nn';
import { denseMasks, toMaskTensors, type Masks } from '@tombola/pruning';
import { readRecipe } from '@tombola/shared';
import { levelSpeed, speedText } from './speed';

const inputShape = [1, 4, 4] as const;
const network = mlp({ inputShape, hidden: [10], classes: 5 });
const recipe = readRecipe({
  network: { name: 'mlp', hidden: [10] },
  dataset: { name: 'glyphs' },
  optimizer: { name: 'adam', learningRate: 1e-3 },
  steps: 1,
});

/** The speed of a level that ended with such a network and masks, beside the dense one. */
function speedOf(ended: Network, masks: Masks, metrics = {}) {
  const parameters = initialise(ended, 'glorot-normal', 0);
  const file = exportOnnx({ network: ended, parameters, masks: toMaskTensors(masks), pixels: unitPixels });
  const bench = { network, pixels: unitPixels, programs: () => Promise.resolve({ network: ended }) };
  const results = { outcome: () => Promise.resolve({ parameters, masks }) };
  return levelSpeed(file, { recipe, seed: 0, level: 1 }, { metrics } as never, results as never, bench as never);
}

/** Masks that keep the first weights of every layer. */
const first = (share: number): Masks =>
  Object.fromEntries(
    Object.entries(denseMasks(network)).map(([name, mask]) => [
      name,
      { ...mask, data: mask.data.map((_, i) => (i < share * mask.data.length ? 1 : 0)) },
    ]),
  );

// F16: masks are a simulation, so a count of operations never stands alone as a speed.
test('what is counted stands beside what was measured of the exported file and of the dense one', async () => {
  const speed = await speedOf(network, first(0.1));
  expect(speed).toMatchObject({ macs: 16 + 5, denseMacs: 160 + 50 });
  for (const { medianMs, calls } of [speed.latency, speed.denseLatency]) {
    expect(medianMs).toBeGreaterThan(0);
    expect(calls).toBe(50);
  }
  const text = speedText({
    ...speed,
    latency: { ...speed.latency, medianMs: 0.021 },
    denseLatency: { ...speed.denseLatency, medianMs: 0.02 },
  });
  expect(text).toBe(
    "10.0 % of the dense network's 210 multiplications, 105.0 % of its time: 0.021 ms an image (dense 0.020; " +
      'median of 50, cpu, 1 thread)',
  );
});

test('a smaller network is counted by its own layers', async () => {
  const thin = mlp({ inputShape, hidden: [4], classes: 5 });
  expect(await speedOf(thin, denseMasks(thin))).toMatchObject({ macs: 64 + 20, denseMacs: 210 });
});

test('weights that are frozen under the mask count', async () => {
  expect(await speedOf(network, first(0.1), { frozenWeights: 189 })).toMatchObject({ macs: 210, denseMacs: 210 });
});
