import { readRecipe, type MethodOptions, type RecipeInput } from '@tombola/shared';
import { countMask, type Ticket } from '@tombola/pruning';
import { convTraining } from '../testing/conv-training';
import { lenetTraining, levelDigests, MethodTrials } from '../testing/method-trials';
import { jobsOfTrial } from '../trial/job';

type Method = RecipeInput['method'];

const trials = new MethodTrials();
afterAll(() => trials.dispose());

const total = 266_200;
const sparsities = [0.9];
const cases: [title: string, method: Method][] = [
  ['SNIP', { name: 'snip', sparsities }],
  ['SNIP scored on another draw', { name: 'snip', sparsities, init: 'fresh' }],
  ['GraSP', { name: 'grasp', sparsities }],
  ['SynFlow', { name: 'synflow', sparsities, rounds: 30 }],
  ['FORCE', { name: 'force', sparsities, rounds: 6 }],
  ['iterative SNIP', { name: 'force', sparsities, rounds: 6, pruned: 'stay' }],
  ['ProsPr', { name: 'prospr', sparsities }],
  ['random', { name: 'random', sparsities, distribution: 'erk' }],
  ['magnitude at initialisation', { name: 'magnitude-at-init', sparsities, minKeep: 1 }],
];
const keptBy = new Map<string, string>();

test.each(cases)(
  '%s: LeNet-300-100 at exactly 90 %%, well over chance',
  async (title, method) => {
    const { results, jobs, levels } = await trials.run({ ...lenetTraining, steps: 200, method });
    expect(jobs.map(({ level }) => level)).toEqual([1]);
    const { masks, parameters } = await results.ticket(jobs[0]!);
    const kept = Object.values(masks).reduce((sum, mask) => sum + countMask(mask).kept, 0);
    expect(kept).toBe(total - 239_580);
    expect(levels[0]!.density).toBe(kept / total);
    expect(levels[0]!.metrics.collapsedLayers).toBe(0);
    expect(levels[0]!.metrics.testAccuracyAtEnd).toBeGreaterThan(0.5);
    keptBy.set(
      title,
      Object.values(masks)
        .map(({ data }) => data.join(''))
        .join(),
    );
    // Pruned weights are 0 before the training and after it.
    const final = await results.final(jobs[0]!);
    for (const [name, { data }] of Object.entries(masks)) {
      for (const values of [parameters[name]!.data, final[name]!.data]) {
        expect(values.every((value, i) => data[i] === 1 || Object.is(value, 0))).toBe(true);
      }
    }
  },
  60_000,
);

test('each of them keeps other weights', () => {
  expect(new Set(keptBy.values()).size).toBe(cases.length);
});

test.each([
  ['SNIP', { name: 'snip', sparsities }],
  ['GraSP', { name: 'grasp', sparsities, samplesPerClass: 4, chunks: 2 }],
  ['SynFlow', { name: 'synflow', sparsities, rounds: 20 }],
  ['FORCE', { name: 'force', sparsities, rounds: 4 }],
  ['ProsPr', { name: 'prospr', sparsities, steps: 1, examples: 50 }],
] as [string, Method][])(
  '%s prunes convolutions with batch norm, and within layers as the distribution says',
  async (_, method) => {
    const within = { ...method, scope: 'layer', distribution: 'erk' } as Method;
    const { levels } = await trials.run({ ...convTraining, steps: 100, method: within });
    const layers = Object.values(levels[0]!.layers);
    const [kept, all] = (['kept', 'total'] as const).map((key) => layers.reduce((sum, each) => sum + each[key], 0));
    expect(kept).toBe(all! - Math.floor(0.9 * all! + 0.5));
    expect(levels[0]!.metrics.testAccuracyAtEnd).toBeGreaterThan(0.2);
  },
  120_000,
);

const network: RecipeInput['network'] = { name: 'mlp', hidden: [30] };
const small: RecipeInput = { ...lenetTraining, network, steps: 40, evaluateEvery: 20 };

test('interrupted and resumed, FORCE ends with the same bits', async () => {
  const recipe = readRecipe({ ...small, steps: 6, evaluateEvery: 3, method: { name: 'force', sparsities, rounds: 3 } });
  const [job] = jobsOfTrial(recipe, 0);
  const [whole, parts] = [await trials.results(), await trials.results()];
  await trials.level(job!, whole);
  expect(await trials.interrupted(job!, parts)).toBeGreaterThan(1);
  expect(await levelDigests(parts, job!)).toEqual(await levelDigests(whole, job!));
}, 60_000);

test('the options of one method keep other weights', async () => {
  const masksOf = async (options: object) => {
    const method = { name: 'snip', sparsities, ...options } as Method;
    const { results, jobs } = await trials.run({ ...small, steps: 1, method });
    return Object.values((await results.ticket(jobs[0]!)).masks).map(({ data }) => data.join(''));
  };
  const all = await Promise.all(
    [{}, { inverted: true }, { scope: 'layer' }, { init: 'fresh' }, { examples: 30 }, { batches: 3 }].map(masksOf),
  );
  expect(new Set(all.map((each) => each.join())).size).toBe(all.length);
});

test('sanity checks spoil the ticket: weights drawn anew, the mask shuffled within layers, or over the network', async () => {
  const ticketOf = async (name?: 'reinit' | 'shuffle' | 'permute-globally') => {
    const control = name === undefined ? {} : { control: { name } };
    const { results, jobs } = await trials.run({
      ...small,
      steps: 1,
      method: { name: 'snip', sparsities },
      ...control,
    });
    return results.ticket(jobs[0]!);
  };
  const counts = ({ masks }: Ticket) => Object.values(masks).map((mask) => countMask(mask).kept);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const ticket = await ticketOf();
  const reinit = await ticketOf('reinit');
  expect(reinit.masks).toEqual(ticket.masks);
  expect(reinit.parameters).not.toEqual(ticket.parameters);
  const shuffled = await ticketOf('shuffle');
  expect(shuffled.masks).not.toEqual(ticket.masks);
  expect(counts(shuffled)).toEqual(counts(ticket));
  const permuted = await ticketOf('permute-globally');
  expect(counts(permuted)).not.toEqual(counts(ticket));
  expect(sum(counts(permuted))).toBe(sum(counts(ticket)));
});

test('a layer that collapses is told of, and minKeep prevents it', async () => {
  const of = async (minKeep: number) => {
    const method: Method = { name: 'magnitude-at-init', sparsities: [0.9999], minKeep };
    const { levels } = await trials.run({ ...small, steps: 1, method });
    return levels[0]!;
  };
  const collapsed = await of(0);
  expect(collapsed.metrics.collapsedLayers).toBeGreaterThan(0);
  const saved = await of(1);
  expect(saved.metrics.collapsedLayers).toBe(0);
  expect(saved.density).toBe(collapsed.density);
});

test('what a method cannot do is refused with the reason', async () => {
  const run = (method: Method) => trials.run({ ...small, method });
  await expect(run({ name: 'snip', sparsities: [0.99999], minKeep: 3 })).rejects.toThrow(/at least 3 weights each/);
  await expect(run({ name: 'grasp', sparsities, chunks: 3 })).rejects.toThrow(
    /chunks \(got 3\): expected a divisor of the 10/,
  );
  expect(() => readRecipe({ ...lenetTraining, method: { name: 'synflow', sparsities: [1] } })).toThrow(/less than 1/);
});

test('options have the papers’ defaults', () => {
  const options = (name: string) => readRecipe({ ...lenetTraining, method: { name, sparsities } as Method }).method;
  const competing = { sparsities, scope: 'global', distribution: 'uniform', minKeep: 0 } as const;
  const expected: MethodOptions[] = [
    { name: 'snip', ...competing, init: 'same', examples: 100, batches: 1, inverted: false },
    { name: 'grasp', ...competing, samplesPerClass: 10, chunks: 1, temperature: 200, inverted: false },
    { name: 'synflow', ...competing, rounds: 100, inverted: false },
    { name: 'force', ...competing, rounds: 60, pruned: 'return', examples: 100, batches: 1, inverted: false },
    {
      ...{ name: 'prospr', ...competing, steps: 3, learningRate: 0.1, momentum: 0 },
      ...{ order: 'full', newExamples: true, examples: 128, inverted: false },
    },
    { name: 'random', ...competing, scope: 'layer' },
    { name: 'magnitude-at-init', ...competing, inverted: false },
  ];
  for (const wish of expected) expect(options(wish.name)).toEqual(wish);
});
