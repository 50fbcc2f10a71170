import { isUpdate, updateSteps } from './update-steps';

const all = (updates: Parameters<typeof isUpdate>[1], last: number) =>
  Array.from({ length: last + 1 }, (_, step) => step).filter((step) => isUpdate(step, updates));

test('masks are updated from begin to end, at equal intervals', () => {
  expect(all({ begin: 100, end: 500, every: 100 }, 1000)).toEqual([100, 200, 300, 400, 500]);
});

test('the last interval may be shorter, and one update is enough', () => {
  expect(all({ begin: 100, end: 350, every: 100 }, 1000)).toEqual([100, 200, 300, 350]);
  expect(all({ begin: 0, end: 50, every: 100 }, 100)).toEqual([0, 50]);
  expect(all({ begin: 70, end: 70, every: 10 }, 100)).toEqual([70]);
});

test('shares become the nearest steps', () => {
  expect(updateSteps({ begin: 0.3, end: 0.8, every: 7 }, 1001)).toEqual({ begin: 300, end: 801, every: 7 });
});
