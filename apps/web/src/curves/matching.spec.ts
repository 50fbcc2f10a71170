import { matcher } from './matching';

test('an expression fits without regard to case, anywhere in the name', () => {
  const { matches, error } = matcher('ticket.*-s[12]$');
  expect(error).toBeUndefined();
  expect(['winning Ticket a-s1', 'winning ticket a-s3', 'dense a-s1'].map(matches)).toEqual([true, false, false]);
});

test('nothing typed fits everything', () => {
  expect(matcher('').matches('anything')).toBe(true);
});

test('a wrong expression fits everything and says why', () => {
  const { matches, error } = matcher('(');
  expect(matches('anything')).toBe(true);
  expect(error).toMatch(/^Not a regular expression: .*group/);
});
