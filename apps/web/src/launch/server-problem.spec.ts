import { TRPCClientError } from '@trpc/client';
import { fieldOfCombination, refusalsOf } from './server-problem';

const refused = (problem: { what: string; value?: unknown; expected?: string; mend?: string }) =>
  Object.fromEntries(
    refusalsOf(
      new TRPCClientError('refused', {
        result: { error: { message: problem.what, code: -32600, data: { code: 'BAD_REQUEST', problem } } },
      }),
    ),
  );

test('what a server says of a member of a recipe stands at that member', () => {
  const expected = 'Too big: expected number to be <=60';
  expect(refused({ what: 'the recipe is wrong at method.levels', value: 90, expected })).toEqual({
    'recipe.method.levels': 'Too big: expected number to be <=60.',
  });
  expect(refused({ what: 'the recipe is wrong', expected: 'Unrecognized key: "nope"' })).toEqual({
    form: 'Unrecognized key: "nope".',
  });
});

test('what it says of a declaration stands under the declaration', () => {
  expect(refused({ what: 'the study is wrong at arms.0.id', expected: 'string, received undefined' })).toEqual({
    declaration: 'arms.0.id: String, received undefined.',
  });
});

test('what it says of the request stands at its fields', () => {
  const expected = '✖ letters, digits\n  → at tags[0]\n✖ Too small: expected number to be >=0\n  → at source.seeds[0]';
  expect(refused({ what: 'the input is wrong', expected })).toEqual({
    tags: 'Letters, digits.',
    seeds: 'Too small: expected number to be >=0.',
  });
});

test('what names no field stands under the form', () => {
  expect(refused({ what: 'the levels of the study are too many', value: 9, expected: 'at most 4' })).toEqual({
    form: 'The levels of the study are too many.',
  });
});

test('a refused combination stands at the field that it names, or at the method', () => {
  const error = (problem: { what: string; expected?: string; mend?: string }, code = 'BAD_REQUEST') =>
    new TRPCClientError('refused', {
      result: { error: { message: problem.what, code: -32600, data: { code, problem } } },
    });
  const fields = ['method', 'method.scope', 'method.mode', 'method.restart', 'steps'];
  const expected = 'mode iterative and restart rewind';
  expect(fieldOfCombination(error({ what: 'strategy 2 trains on', expected }), fields)).toBe('method.mode');
  expect(fieldOfCombination(error({ what: 'LAMP tells layers apart', expected: 'scope global' }), fields)).toBe(
    'method.scope',
  );
  expect(fieldOfCombination(error({ what: 'this control changes nothing' }), fields)).toBe('method');
  expect(fieldOfCombination(error({ what: 'away' }, 'SERVICE_UNAVAILABLE'), fields)).toBeUndefined();
});
