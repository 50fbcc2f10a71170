import { scratchDrops, scratchLength } from './scratch';

const macs = { dense: 313_196_544, pruned: 206_143_488 };

test('VGG-16-A has 1.519313 times fewer operations, and 243 epochs of the same budget', () => {
  expect(macs.dense / macs.pruned).toBeCloseTo(1.519313, 6);
  expect(scratchLength('scratch-b', { length: 160, macs })).toBe(243);
  expect(scratchDrops(243)).toEqual([121, 182]);
});

test('Scratch-E trains as long as the large network, whose rate falls at epochs 80 and 120', () => {
  expect(scratchLength('scratch-e', { length: 160, macs })).toBe(160);
  expect(scratchDrops(160)).toEqual([80, 120]);
});

test('a cap of 2 makes 180 epochs of ImageNet at most', () => {
  const five = { length: 90, macs: { dense: 5, pruned: 1 } };
  expect(scratchLength('scratch-b', { ...five, cap: 2 })).toBe(180);
  expect(scratchLength('scratch-b', five)).toBe(450);
  expect(scratchLength('scratch-b', { length: 160, macs, cap: 2 })).toBe(243);
});

test('lengths and operations that are not positive are refused', () => {
  expect(() => scratchLength('scratch-b', { length: 90, macs: { dense: 1, pruned: 0 } })).toThrow(/another pruned/);
  expect(() => scratchLength('scratch-e', { length: NaN, macs })).toThrow(/another length/);
});
