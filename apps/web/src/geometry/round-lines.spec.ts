import type { PageLevel } from '../trials/study-trials';
import { roundLines, roundValues } from './round-lines';
import type { Distances } from './worker/distances';

const round = (id: string, level: number, accuracy: number) =>
  ({ id, level, density: 0.5 ** level, metrics: { testAccuracyAtEnd: accuracy } }) as unknown as PageLevel;
const arm = (...rounds: PageLevel[]) => ({ arm: 'lottery', label: 'the ticket', rounds });
const bySeed = [
  { seed: 0, arms: [arm(round('d0', 0, 1), round('a0', 1, 0.5))] },
  { seed: 1, arms: [arm(round('d1', 0, 0.8), round('a1', 1, 0.75))] },
];
const kept = (key: string, orientation: number) => ({ key, orientation, hausdorff: 0.1, rays: 1, bridges: 2 });
const found: Distances = {
  networks: [kept('d0', 0), kept('a0', 0.2), kept('d1', 0)],
  band: {
    orientation: { low: 0.5, median: 0.6, high: 0.9, n: 1 },
    hausdorff: { low: 0, median: 0, high: 0, n: 1 },
    rays: { low: 0, median: 0, high: 0, n: 1 },
  },
};

test('a measure has a value for every network that is known', () => {
  expect(roundValues('orientation', bySeed, found).map(({ seed, level, value }) => [seed, level, value])).toEqual([
    [0, 0, 0],
    [0, 1, 0.2],
    [1, 0, 0],
  ]);
  expect(roundValues('accuracy', bySeed, found)).toHaveLength(4);
});

test('lines are means over seeds with their range, and the null band lies behind them', () => {
  const [line, none] = roundLines(roundValues('accuracy', bySeed, found), 'accuracy', found.band);
  expect(line).toMatchObject({ label: 'the ticket', xs: [0, 1], values: [0.9, 0.625] });
  expect(line!.band).toEqual({ low: [0.8, 0.5], high: [1, 0.75] });
  expect(line!.note!(1)).toBe('n = 2');
  expect(none).toBeUndefined();

  const lines = roundLines(roundValues('orientation', bySeed, found), 'orientation', found.band);
  expect(lines[1]).toMatchObject({
    key: 'null',
    xs: [0, 1],
    values: [0.6, 0.6],
    band: { low: [0.5, 0.5], high: [0.9, 0.9] },
  });
  expect(roundLines(roundValues('orientation', bySeed, found), 'orientation', null)).toHaveLength(1);
  expect(roundLines([], 'orientation', found.band)).toEqual([]);
});
