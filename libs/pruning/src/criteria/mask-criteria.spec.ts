import fc from 'fast-check';
import { tensor } from '@tombola/engine';
import { methodSchema } from '@tombola/shared';
import type { Masks } from '../masks';
import { pruneLayers } from '../prune';
import { magnitude } from './magnitude';
import { maskScores, type MaskCriterion } from './mask-criteria';

const layer = (values: ArrayLike<number>) => ({ layer: tensor(Float32Array.from(values), [values.length]) });
const all = (count: number): Masks => ({ layer: tensor(new Uint8Array(count).fill(1), [count], 'uint8') });

/** The weights of O-12. */
const initial = layer([0.5, -0.4, 0.1, -0.2, 0.3, -0.6]);
const final = layer([0.6, 0.2, -0.5, -0.25, 0.05, -0.3]);

const scoresOf = (criterion: MaskCriterion) => maskScores(criterion, { initial, final, masks: all(6), seed: 0 });
function keeps(criterion: MaskCriterion, count: number): number[] {
  const masks = pruneLayers(all(6), scoresOf(criterion), { layer: 6 - count });
  return [...masks.layer!.data.keys()].filter((i) => masks.layer!.data[i] === 1);
}

test.each<[MaskCriterion, number[]]>([
  ['large-final', [0, 2, 5]],
  ['small-final', [1, 3, 4]],
  ['large-init', [0, 1, 5]],
  ['small-init', [2, 3, 4]],
  ['magnitude-increase', [0, 2, 3]],
  ['movement', [1, 2, 5]],
  ['large-final-same-sign', [0, 3, 5]],
])('%s keeps three of six weights as computed by hand: %j', (criterion, kept) => {
  expect(keeps(criterion, 3)).toEqual(kept);
});

test.each<[MaskCriterion, number[]]>([
  ['magnitude-increase', [0.1, -0.2, 0.4, 0.05, -0.25, -0.3]],
  ['movement', [0.1, 0.6, 0.6, 0.05, 0.25, 0.3]],
  ['large-final-same-sign', [0.6, 0, 0, 0.25, 0.05, 0.3]],
  ['large-final-diff-sign', [0, 0.2, 0.5, 0, 0, 0]],
  ['magnitude-increase-same-sign', [0.1, 0, 0, 0.05, -0.25, -0.3]],
  ['magnitude-increase-diff-sign', [0, -0.2, 0.4, 0, 0, 0]],
])('the scores of %s', (criterion, scores) => {
  [...scoresOf(criterion).layer!].forEach((score, i) => expect(score).toBeCloseTo(scores[i]!, 6));
});

test('large-init-large-final keeps what both sets have in common, exactly as many as are wanted', () => {
  expect(keeps('large-init-large-final', 2)).toEqual([0, 5]);
  // The sets of five have four in common at once: of 1 and 3, which join them there, the lower index comes first.
  expect(keeps('large-init-large-final', 3)).toEqual([0, 1, 5]);
  expect(keeps('large-init-large-final', 4)).toEqual([0, 1, 3, 5]);
  expect(keeps('small-init-small-final', 2)).toEqual([3, 4]);
});

const weight = fc.float({ noNaN: true, noDefaultInfinity: true });
const training = fc.array(fc.tuple(weight, weight, fc.boolean()), { minLength: 1, maxLength: 40 });

test('what two criteria keep in common is inside the smallest equal top sets that have so many in common', () => {
  fc.assert(
    fc.property(training, fc.nat(), (weights, wish) => {
      const masks = {
        layer: tensor(
          Uint8Array.from(weights, ([, , kept]) => Number(kept)),
          [weights.length],
          'uint8',
        ),
      };
      const alive = [...masks.layer.data.keys()].filter((i) => masks.layer.data[i] === 1);
      const wanted = wish % (alive.length + 1);
      const [first, last] = [0, 1].map((at) => weights.map((each) => Math.fround(each[at] as number)));
      const options = { initial: layer(first!), final: layer(last!), masks, seed: 0 };
      const scores = maskScores('large-init-large-final', options);
      const kept = pruneLayers(masks, scores, { layer: alive.length - wanted }).layer!;
      const top = (values: number[], size: number) =>
        new Set(alive.toSorted((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!) || a - b).slice(0, size));
      const common = (size: number) => {
        const of = top(last!, size);
        return [...top(first!, size)].filter((i) => of.has(i));
      };
      let size = 0;
      while (common(size).length < wanted) size++;
      const chosen = alive.filter((i) => kept.data[i] === 1);
      expect(chosen).toHaveLength(wanted);
      expect(common(size)).toEqual(expect.arrayContaining(chosen));
      if (wanted > 0) expect(chosen).toEqual(expect.arrayContaining(common(size - 1)));
    }),
  );
});

test('by every criterion counts are exact, among ties and zeros too', () => {
  const { criterion } = (methodSchema.options.find((each) => each.shape.name.value === 'imp') as never as Imp).shape;
  const criteria = criterion.unwrap().options;
  const coarse = fc.array(fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 })), { minLength: 1 });
  fc.assert(
    fc.property(coarse, fc.constantFrom(...criteria), fc.nat(), (weights, name, wish) => {
      const masks = all(weights.length);
      const count = wish % (weights.length + 1);
      const [first, last] = [layer(weights.map(([value]) => value)), layer(weights.map(([, value]) => value))];
      const scores = maskScores(name, { initial: first, final: last, masks, seed: 1 });
      const kept = pruneLayers(masks, scores, { layer: count }).layer!.data;
      expect(kept.reduce((sum, bit) => sum + bit, 0)).toBe(weights.length - count);
    }),
  );
  expect(criteria).toHaveLength(14);
});
interface Imp {
  readonly shape: { readonly criterion: { unwrap(): { readonly options: readonly MaskCriterion[] } } };
}

test('a weight that is no number is refused by every criterion that looks at it', () => {
  const broken = layer([1, NaN, 2, 3, 4, 5]);
  for (const criterion of ['large-final', 'large-final-same-sign', 'movement', 'large-init-large-final'] as const) {
    const scores = maskScores(criterion, { initial, final: broken, masks: all(6), seed: 0 });
    expect(() => pruneLayers(all(6), scores, { layer: 2 })).toThrow(/NaN/);
  }
});

test('large-final is trained magnitude; random draws anew for another seed', () => {
  expect(scoresOf('large-final')).toEqual(magnitude(final, ['layer']));
  const draw = (seed: number) => maskScores('random', { initial, final, masks: all(6), seed });
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});
