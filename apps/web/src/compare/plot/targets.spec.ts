import { nearestTarget, targetAfter, type Target } from './targets';

const at = (series: string, x: number, y: number): Target => ({ series, x, y, title: '', lines: [], colour: '' });
const targets = [at('a', 0, 0), at('a', 50, 0), at('a', 100, 0), at('b', 90, 60), at('b', 10, 60)];

test('the nearest point answers, and none from afar', () => {
  expect(nearestTarget(targets, 45, 5)).toBe(1);
  expect(nearestTarget(targets, 92, 50)).toBe(3);
  expect(nearestTarget(targets, 50, 200)).toBe(-1);
});

test('left and right follow a series to its ends, up and down change to the nearest point of another', () => {
  expect(targetAfter(targets, 0, 'ArrowRight')).toBe(1);
  expect(targetAfter(targets, 2, 'ArrowRight')).toBe(2);
  expect(targetAfter(targets, 4, 'ArrowRight')).toBe(3);
  expect(targetAfter(targets, 0, 'ArrowLeft')).toBe(0);
  expect(targetAfter(targets, 2, 'ArrowDown')).toBe(3);
  expect(targetAfter(targets, 4, 'ArrowDown')).toBe(0);
});

test('without a point before, the first is where it begins', () => {
  expect(targetAfter(targets, -1, 'ArrowRight')).toBe(0);
  expect(targetAfter([], -1, 'ArrowRight')).toBe(-1);
});
