import { affineMaps, planeThroughSamples, projectOn, sliceNetworkNow } from '@tombola/geometry';
import { readRecipe } from '@tombola/shared';
import { findLevel } from '../trial/find';
import { jobKey, jobsOfTrial } from '../trial/job';
import { MethodTrials } from '../testing/method-trials';
import { Workbench } from '../trial/workbench';
import { exampleInputs } from './example-inputs';
import { levelNetwork } from './level-network';

const trials = new MethodTrials();
const workbench = new Workbench();
afterAll(() => Promise.all([trials.dispose(), workbench.dispose()]));

test('a trained level, sliced through three test examples, says of them what its forward pass says', async () => {
  const recipe = readRecipe({
    network: { name: 'mlp', hidden: [12, 8] },
    dataset: { name: 'glyphs', validation: 50, limit: 300, testLimit: 50, pixels: 'standard' },
    optimizer: { name: 'adam', learningRate: 0.001 },
    batch: 50,
    steps: 20,
    evaluateEvery: 20,
    method: { name: 'dense' },
  });
  const { results } = await trials.run(recipe);
  const [job] = jobsOfTrial(recipe, 0);
  const { result } = await findLevel(results.root, `${jobKey(job!).split('/')[0]}/seed-0`);
  const bench = await workbench.for(recipe);
  const network = await levelNetwork(job!, result, results, bench);
  const numbers = [4, 7, 11];
  const inputs = await exampleInputs(bench, numbers);
  const plane = planeThroughSamples(inputs as [number[], number[], number[]]);
  const evaluator = await (await bench.programs()).evaluator();
  const parameters = await results.final(job!);
  const { images } = bench.dataset.test as { images: Uint8Array };
  for (const [i, number] of numbers.entries()) {
    const [x, y] = projectOn(plane, inputs[i]!);
    // So small a box around an example has a single cell.
    const slice = sliceNetworkNow(network, { box: [x - 1e-9, y - 1e-9, x + 1e-9, y + 1e-9], plane });
    expect(slice.counts.activation).toBe(1);
    const map = affineMaps(network, slice)(0);
    const { logits } = await evaluator.forward(
      parameters,
      images.slice(784 * number, 784 * (number + 1)),
      Int32Array.of(0),
    );
    logits.data.forEach((logit, c) => {
      expect(map[3 * c]! * x + map[3 * c + 1]! * y + map[3 * c + 2]!).toBeCloseTo(logit, 4);
    });
  }
  await expect(exampleInputs(bench, [5, 99_999])).rejects.toThrow('no such test example');
});
