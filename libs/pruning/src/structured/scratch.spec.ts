import type { Recipe } from '@tombola/shared';
import { scratchLength, stretched } from './scratch';

const cifar: Recipe['schedule'] = { name: 'step', at: [80, 120], factor: 0.1, warmup: 0 };
const macs = { dense: 313_196_544, pruned: 206_143_488 };

test('VGG-16-A has 1.519313 times fewer operations, and 243 epochs of the same budget', () => {
  expect(macs.dense / macs.pruned).toBeCloseTo(1.519313, 6);
  expect(scratchLength('scratch-b', { length: 160, macs })).toBe(243);
  expect(stretched(cifar, 160, 243)).toEqual({ ...cifar, at: [121, 182] });
});

test('Scratch-E trains as long as the large network, by its schedule', () => {
  expect(scratchLength('scratch-e', { length: 160, macs })).toBe(160);
  expect(stretched(cifar, 160, 160)).toEqual(cifar);
});

test('a schedule that says no steps stretches by itself', () => {
  const cosine = { name: 'cosine', final: 0, warmup: 5 } as const;
  expect(stretched(cosine, 160, 243)).toBe(cosine);
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
