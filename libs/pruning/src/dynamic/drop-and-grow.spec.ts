import { tensor } from '@tombola/engine';
import fc from 'fast-check';
import { dropAndGrow } from './drop-and-grow';
import { growLargest } from './grow';
import { applyUpdates, type RegrownRule } from './layer-update';
import { countKept, placesOf } from './places';

const weights = Float32Array.of(0.5, -0.1, 0, 0, 0.9, -0.3, 0, 0.2);
const gradients = Float32Array.of(9, 0.2, -0.7, 0.4, 1, 0.1, 0.05, -2);
const mask = Float32Array.of(1, 1, 0, 0, 1, 1, 0, 1);

function riglStep(regrown: RegrownRule) {
  const update = dropAndGrow({ mask, weights, fraction: 0.4, regrown }, (survivors, count) => {
    expect([...placesOf(survivors, 1)]).toEqual([0, 4, 5]);
    expect(count).toBe(2);
    return growLargest(survivors, gradients, count);
  });
  const slot = tensor(Float32Array.from(mask, (bit, i) => bit * (i + 1)));
  const state = { parameters: { w: tensor(weights) }, slots: { 'w/velocity': slot } };
  return applyUpdates({ state, masks: { w: tensor(mask) } }, { w: update });
}

test.each([
  ['paper', 0, 0],
  ['reference', 0.2, 8],
] as const)('a step of RigL by hand, by the rule of the %s', (regrown, value, slot) => {
  const { masks, state } = riglStep(regrown);
  expect([...placesOf(masks['w']!.data, 1)]).toEqual([0, 2, 4, 5, 7]);
  expect(state.parameters['w']!.data).toEqual(Float32Array.of(0.5, 0, 0, 0, 0.9, -0.3, 0, value));
  expect(state.slots['w/velocity']!.data).toEqual(Float32Array.of(1, 0, 0, 0, 5, 6, 0, slot));
});

test('growth goes by the gradient, not by gradient times weight, which is 0 wherever it could grow', () => {
  const survivors = Float32Array.of(1, 0, 0, 0);
  expect([...placesOf(growLargest(survivors, Float32Array.of(9, 0.1, -3, 2), 2), 1)]).toEqual([0, 2, 3]);
});

const layers = fc.integer({ min: 1, max: 60 }).chain((size) =>
  fc.record({
    mask: fc.array(fc.constantFrom(0, 1), { minLength: size, maxLength: size }).map((bits) => Float32Array.from(bits)),
    // Few different values: ties and zeros.
    weights: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: size, maxLength: size }),
    gradients: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: size, maxLength: size }),
    fraction: fc.double({ min: 0, max: 0.999, noNaN: true }),
    regrown: fc.constantFrom<RegrownRule>('paper', 'reference'),
  }),
);

test('a layer keeps as many weights as before, k = floor(f n) of them new, whatever its scores', () => {
  fc.assert(
    fc.property(layers, (layer) => {
      const values = Float32Array.from(layer.weights, (weight, i) => weight * layer.mask[i]!);
      const scores = Float32Array.from(layer.gradients);
      const before = countKept(layer.mask);
      let left = before;
      const update = dropAndGrow({ ...layer, weights: values }, (survivors, count) => {
        left = countKept(survivors);
        return growLargest(survivors, scores, count);
      });
      expect(left).toBe(before - Math.floor(layer.fraction * before));
      expect(countKept(update.mask)).toBe(before);
      // What stays was kept before and is kept now.
      for (const i of placesOf(update.stays, 1)) expect([layer.mask[i], update.mask[i]]).toEqual([1, 1]);
      if (layer.regrown === 'paper') expect(countKept(update.stays)).toBe(left);
    }),
  );
});

test('what grows outscores what stays out, and what is dropped is smaller than what survives; ties go by index', () => {
  fc.assert(
    fc.property(layers, (layer) => {
      const values = Float32Array.from(layer.weights);
      const scores = Float32Array.from(layer.gradients);
      let survivors: Float32Array = layer.mask;
      const { mask: after } = dropAndGrow({ ...layer, weights: values }, (left, count) => {
        survivors = left;
        return growLargest(left, scores, count);
      });
      const ranked = (places: number[], by: Float32Array) =>
        places.sort((a, b) => Math.abs(by[b]!) - Math.abs(by[a]!) || a - b);
      const kept = [...placesOf(layer.mask, 1)];
      expect([...placesOf(survivors, 1)]).toEqual(ranked(kept, values).slice(0, countKept(survivors)).sort(ascending));
      const free = [...placesOf(survivors, 0)];
      const grown = [...placesOf(after, 1)].filter((i) => survivors[i] === 0);
      expect(grown).toEqual(ranked(free, scores).slice(0, grown.length).sort(ascending));
    }),
  );
});

test('scores that are no numbers are refused', () => {
  const nan = Float32Array.of(1, Number.NaN, 1, 1, 1, 1, 1, 1);
  const grow = (survivors: Float32Array, count: number) => growLargest(survivors, gradients, count);
  const layer = { mask, fraction: 0.4, regrown: 'paper' } as const;
  expect(() => dropAndGrow({ ...layer, weights: nan }, grow)).toThrow(/score is NaN/);
  expect(() => dropAndGrow({ ...layer, weights }, (survivors, count) => growLargest(survivors, nan, count))).toThrow(
    /score is NaN/,
  );
});

const ascending = (a: number, b: number) => a - b;
