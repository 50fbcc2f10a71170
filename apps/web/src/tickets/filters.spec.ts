import { isFiltered, listInput, readPercent, writePercent, type TicketFilters } from './filters';

const none: TicketFilters = { study: '', trial: '', from: null, to: null, verified: false, metrics: [] };

test('filters that are empty or impossible are not sent', () => {
  expect(listInput(none)).toEqual({ limit: 100 });
  expect(listInput({ ...none, from: -1, to: 7 })).toEqual({ limit: 100 });
  expect(isFiltered(none)).toBe(false);
});

test('filters go to the API under its names', () => {
  const filters = { ...none, study: 'lth-1', trial: 'a-s0', from: 0.05, to: 0.2 };
  expect(listInput(filters)).toEqual({ limit: 100, study: 'lth-1', trial: 'a-s0', minDensity: 0.05, maxDensity: 0.2 });
  expect(isFiltered(filters)).toBe(true);
  expect(listInput({ ...none, verified: true })).toEqual({ limit: 100, verified: true });
  expect(isFiltered({ ...none, verified: true })).toBe(true);
});

test('percentages are read as they are typed', () => {
  expect(['', ' ', '7', '6.9 %', '6,9', '100', '0'].map(readPercent)).toEqual([null, null, 0.07, 0.069, 0.069, 1, 0]);
  expect(['x', '-1', '101', 'NaN'].map(readPercent)).toEqual([undefined, undefined, undefined, undefined]);
});

test('a law: what is written is read back', () => {
  for (let i = 0; i <= 1000; i++) expect(readPercent(writePercent(i / 1000))).toBeCloseTo(i / 1000, 12);
  expect(readPercent(writePercent(null))).toBeNull();
});
