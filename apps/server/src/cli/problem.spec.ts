import { DamagedError, InputError } from '@tombola/shared';
import { exitCodeOf, problemJson, problemText } from './problem';

const problem = { what: 'result.json is not JSON', expected: 'the result of a level', mend: 'Delete it.' };

test('wrong usage ends with 2, a damaged store with 1: whoever asked did nothing wrong', () => {
  expect(exitCodeOf(new InputError(problem))).toBe(2);
  expect(exitCodeOf(new DamagedError(problem))).toBe(1);
});

test('a damaged store is told in the four parts, and without a stack', () => {
  const error = new DamagedError(problem);
  expect(problemJson(error, false)).toEqual({ error: { ...problem, exitCode: 1 } });
  expect(problemText(error, false)).toBe(
    'error: result.json is not JSON: expected the result of a level. Delete it.\n',
  );
});
