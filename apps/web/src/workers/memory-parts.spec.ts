import fc from 'fast-check';
import { memoryParts } from './memory-parts';

test('memory is of the worker, of others, or free', () => {
  expect(memoryParts({ used: 1e9, free: 5e9, total: 8e9 })).toEqual({ worker: 0.125, others: 0.25, free: 0.625 });
  expect(memoryParts(null)).toBeNull();
  expect(memoryParts({ used: 0, free: 0, total: 0 })).toBeNull();
});

test('whatever was measured, parts are shares and add up to the whole', () => {
  const bytes = fc.integer({ min: 0, max: 1e12 });
  fc.assert(
    fc.property(bytes, bytes, fc.integer({ min: 1, max: 1e12 }), (used, free, total) => {
      const parts = Object.values(memoryParts({ used, free, total })!) as number[];
      for (const part of parts) expect(part).toBeGreaterThanOrEqual(-1e-12);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 9);
    }),
  );
});
