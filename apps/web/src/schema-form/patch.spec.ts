import fc from 'fast-check';
import { without, type Values } from './json-schema';
import { difference, lay, layPatches, valueAt } from './patch';

const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.constantFrom('a', 'b'), fc.array(fc.integer(), { maxLength: 2 }));
/** Recipes, more or less: a kind of record either always has a name, which is a text, or never has one. */
const { record } = fc.letrec<{ record: Values; named: Values }>((tie) => ({
  named: fc.record(
    { name: fc.constantFrom('adam', 'sgd'), rate: leaf, levels: leaf, inner: tie('record') },
    { requiredKeys: ['name'], noNullPrototype: true },
  ),
  record: fc.record(
    { rate: leaf, toString: leaf, dataset: tie('named'), method: tie('named'), inner: tie('record') },
    { requiredKeys: [], noNullPrototype: true },
  ),
}));

test('the difference laid over the base is the target', () => {
  fc.assert(
    fc.property(record, record, (base, target) => {
      expect(lay(base, difference(base, target))).toEqual(target);
    }),
  );
});

test('there is no difference between equals, and none of its members could be left out', () => {
  fc.assert(
    fc.property(record, record, (base, target) => {
      expect(difference(base, base)).toEqual({});
      const patch = difference(base, target);
      for (const key of Object.keys(patch)) {
        expect(lay(base, without(patch, key))).not.toEqual(target);
      }
    }),
  );
});

test('patches merge member by member; another name replaces, null removes, data sets keep what was said', () => {
  const base = { method: { name: 'imp', levels: 15, rate: 0.2 }, at: [1, 2], dataset: { name: 'mnist', limit: 5 } };
  expect(lay(base, { method: { levels: 3 }, at: [7], dataset: { limit: null } })).toEqual({
    method: { name: 'imp', levels: 3, rate: 0.2 },
    at: [7],
    dataset: { name: 'mnist' },
  });
  expect(lay(base, { method: { name: 'dense' } })).toEqual({ ...base, method: { name: 'dense' } });
  expect(lay(base, { dataset: { name: 'glyphs' } })).toEqual({ ...base, dataset: { name: 'glyphs', limit: 5 } });
});

test('a path leads to what is there, and to nothing that only every object has', () => {
  expect(valueAt({ a: { b: 1 } }, ['a', 'b'])).toBe(1);
  expect(valueAt({ a: 1 }, ['a', 'b'])).toBeUndefined();
  expect(valueAt({}, ['constructor'])).toBeUndefined();
});

test('patches are laid over patches: null stays, another name replaces', () => {
  const first = { steps: 10, method: { name: 'imp', levels: 3 }, dataset: { name: 'mnist', limit: 5 } };
  expect(layPatches(first, { steps: null, method: { levels: null } })).toEqual({
    ...first,
    steps: null,
    method: { name: 'imp', levels: null },
  });
  expect(layPatches(first, { method: { name: 'dense' }, dataset: { name: 'glyphs' } })).toEqual({
    steps: 10,
    method: { name: 'dense' },
    dataset: { name: 'glyphs', limit: 5 },
  });
});
