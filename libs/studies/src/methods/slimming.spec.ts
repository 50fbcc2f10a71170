import { structureOf } from '@tombola/nn';
import { exportLevel } from '../ship';
import { MethodTrials } from '../testing/method-trials';
import { accuracyOf, channelsOf, conv, residual, tuned, type MethodInput } from '../testing/structured-trials';
import type { Results } from '../trial/results';
import { Workbench } from '../trial/workbench';

const trials = new MethodTrials();
let results: Results;
beforeAll(async () => {
  results = await trials.results();
});
afterAll(() => trials.dispose());

const run = (method: MethodInput, training = conv) => trials.run({ ...training, method }, { results });

test.each([
  ['count', 18],
  ['threshold', 17],
] as const)(
  'the rule %s leaves exactly %d of 36 channels of the whole network, and they learn',
  async (rule, count) => {
    const { levels } = await run({ name: 'slimming', shares: [0.5], rule, ...tuned });
    const level = levels[1]!;
    expect(level.metrics.channels).toBe(count);
    expect(channelsOf(level).reduce<number>((sum, each) => sum + Number(each), 0)).toBe(count);
    expect(level.metrics.channelShare).toBeCloseTo(count / 36, 12);
    expect(accuracyOf(level)).toBeGreaterThan(0.8);
  },
);

test('a residual network is slimmed, what its stream has to keep stays silent, and it learns', async () => {
  const { levels, jobs } = await run({ name: 'slimming', shares: [0.3], rule: 'count', ...tuned }, residual);
  const { channels, silentChannels } = levels[1]!.metrics;
  // Of 40 channels 12 are dropped: gone, or silent to the end.
  expect(channels! - silentChannels!).toBe(28);
  expect(silentChannels).toBeGreaterThan(0);
  const final = await results.final(jobs[1]!);
  const scales = Object.entries(final).filter(([name]) => name.endsWith('/scale'));
  const zeros = scales.flatMap(([, { data }]) => [...data]).filter((scale) => scale === 0);
  expect(zeros).toHaveLength(silentChannels!);
  expect(accuracyOf(levels[1]!)).toBeGreaterThan(0.7);
});

test('the penalty makes scales small', async () => {
  const sum = async (penalty: number) => {
    const { jobs } = await run({ name: 'slimming', shares: [0.5], penalty, ...tuned });
    const final = await results.final(jobs[0]!);
    const scales = [1, 2, 3].flatMap((norm) => [...final[`batch_norm_${norm}/scale`]!.data]);
    return scales.reduce((total, scale) => total + Math.abs(scale), 0);
  };
  expect(await sum(0.03)).toBeLessThan(0.7 * (await sum(0)));
});

test('smaller networks are exported and verified like whole ones', async () => {
  const workbench = new Workbench();
  const { jobs, levels } = await run({ name: 'slimming', shares: [0.5], rule: 'count', ...tuned });
  for (const job of jobs) {
    const { verification } = await exportLevel(job, results, workbench);
    expect(verification.ok).toBe(true);
  }
  const thin = structureOf(levels[1]!.network!, { inputShape: [1, 28, 28], classes: 10 });
  expect(thin.name).toBe('thin-small-conv');
  await workbench.dispose();
});

test('the re-initialised control has new weights in the same smaller network', async () => {
  const method: MethodInput = { name: 'slimming', shares: [0.5], rule: 'count', ...tuned };
  const ticket = await run(method);
  const control = await trials.run({ ...conv, method, control: { name: 'reinit' } }, { results });
  expect(channelsOf(control.levels[0]!)).toEqual(channelsOf(ticket.levels[1]!));
  const [theirs, mine] = [await results.ticket(ticket.jobs[1]!), await results.ticket(control.jobs[0]!)];
  expect(mine.parameters['conv_1/weights']!.shape).toEqual(theirs.parameters['conv_1/weights']!.shape);
  expect(mine.parameters['conv_1/weights']!.data).not.toEqual(theirs.parameters['conv_1/weights']!.data);
});
