import { InputError } from '@tombola/shared';
import { decodeCifar } from './cifar';

function record(label: number, first: number): Uint8Array {
  const bytes = new Uint8Array(3073).fill(7);
  bytes[0] = label;
  bytes[1] = first;
  return bytes;
}

const file = (...records: Uint8Array[]) => ({
  bytes: Uint8Array.from(records.flatMap((each) => [...each])),
  source: 'F',
});

test('files follow one another, images keep their channel planes', () => {
  const set = decodeCifar([file(record(3, 30), record(4, 40)), file(record(9, 90))]);
  expect(set).toMatchObject({ count: 3, shape: [3, 32, 32], classes: 10 });
  expect([...set.labels]).toEqual([3, 4, 9]);
  expect([0, 1, 2].map((i) => set.images[i * 3072])).toEqual([30, 40, 90]);
  expect(set.images[3071]).toBe(7);
});

test.each([
  ['a cut file', file(record(1, 1).subarray(0, 3000)), /F: cut short/],
  ['an empty file', file(), /F: cut short/],
  ['a label above 9', file(record(1, 0), record(10, 0)), /F: label 1 is out of range \(got 10\)/],
])('%s is refused', (_, bad, message) => {
  expect(() => decodeCifar([bad])).toThrow(InputError);
  expect(() => decodeCifar([bad])).toThrow(message);
});
