import { nearestMark, type PlacedMark } from './placed-marks';

const at = (x: number, y: number, size: number, seed?: number): PlacedMark => ({
  mark: { metric: 'm', unit: 'number', arm: `${x} ${y}`, level: 0, ...(seed === undefined ? {} : { seed }) },
  box: { left: x - size, top: y - size, right: x + size, bottom: y + size },
});

test('the nearest mark is meant, as long as it is near', () => {
  const marks = [at(50, 50, 4), at(80, 50, 4)];
  expect(nearestMark(marks, 52, 50)).toBe(marks[0]);
  expect(nearestMark(marks, 70, 52)).toBe(marks[1]);
  expect(nearestMark(marks, 50, 80)).toBeUndefined();
  expect(nearestMark([], 0, 0)).toBeUndefined();
});

test('a mean goes before a seed that is as near, not before one that is hit', () => {
  const marks = [at(50, 50, 2, 1), at(50, 53, 4), at(50, 70, 2, 2)];
  expect(nearestMark(marks, 50, 50)).toBe(marks[1]);
  expect(nearestMark(marks, 50, 70)).toBe(marks[2]);
});

test('a line from side to side is met anywhere along it, behind a marker on it', () => {
  const line: PlacedMark = { ...at(0, 0, 0), box: { left: 0, right: 800, top: 40, bottom: 40 } };
  const marks = [line, at(700, 41, 4)];
  expect(nearestMark(marks, 20, 44)).toBe(line);
  expect(nearestMark(marks, 700, 40)).toBe(marks[1]);
});
