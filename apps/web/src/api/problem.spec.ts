import { TRPCClientError } from '@trpc/client';
import { passes, problemOf, sentenceOf } from './problem';

const answer = (data: object) => TRPCClientError.from({ error: { message: 'said', code: -32600, data } });

test('the parts of a refusal are those that the server gave', () => {
  const problem = { what: 'no such study', value: 's-1', expected: 'the id of a study', mend: 'Look at the list.' };
  const error = answer({ code: 'NOT_FOUND', problem });
  expect(problemOf(error)).toEqual({ code: 'NOT_FOUND', ...problem });
  expect(sentenceOf(problemOf(error))).toBe('No such study (got "s-1"): expected the id of a study. Look at the list.');
  expect(passes(error)).toBe(false);
});

test('a refusal without parts is its message', () => {
  expect(problemOf(answer({ code: 'UNAUTHORIZED' }))).toEqual({ code: 'UNAUTHORIZED', what: 'said' });
});

test('no answer is a network that may come back, and promises no other attempt', () => {
  for (const error of [new TypeError('Failed to fetch'), new TRPCClientError('Failed to fetch')]) {
    expect(problemOf(error).code).toBe('NETWORK');
    expect(passes(error)).toBe(true);
    expect(sentenceOf(problemOf(error))).not.toMatch(/by itself/);
  }
});

test('anything else is what it says', () => {
  expect(problemOf(new Error('too much'))).toEqual({ code: 'UNKNOWN', what: 'too much' });
  expect(problemOf('text')).toEqual({ code: 'UNKNOWN', what: 'text' });
});
