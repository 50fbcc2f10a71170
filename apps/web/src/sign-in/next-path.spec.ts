import fc from 'fast-check';
import { nextPath } from './next-path';

test.each([
  '/',
  '/studies?states=done,failed&sort=-name',
  '/tickets/a3ed33466e0f-s0-l3#masks',
  '/compare?studies=a%2Cb',
])('a path of the portal is gone to as it is: %s', (next) => expect(nextPath(next)).toBe(next));

test.each([
  null,
  '',
  'studies',
  'https://evil.example/',
  '//evil.example/',
  '///evil.example/',
  '/\\evil.example/',
  '/\\/evil.example/',
  '\\\\evil.example/',
  '/\t/evil.example/',
  '/\n/evil.example/',
  '/.//evil.example/',
  '/x/..//evil.example/',
  '/%2e//evil.example/',
  ' //evil.example/',
  'javascript:alert(1)',
  'data:text/html,x',
  '//[',
])('what leads elsewhere, or nowhere, leads home: %j', (next) => expect(nextPath(next)).toBe('/'));

test('one is not sent from the sign-in page to the sign-in page', () => {
  expect(nextPath('/sign-in?next=%2Fsign-in')).toBe('/');
  expect(nextPath('/sign-in/')).toBe('/');
  expect(nextPath('/sign-in-and-more')).toBe('/sign-in-and-more');
});

test('whatever is asked for, a browser stays on this origin', () => {
  const part = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '@',
    ':',
    '%2f',
    '%5c',
    '%09',
    '\t',
    '\n',
    ' ',
    'evil.example',
    '?',
    '#',
    'x',
  );
  const next = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.array(part).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(next, (text) => {
      const path = nextPath(text);
      expect(path).toMatch(/^\/(?![/\\])/);
      expect(new URL(path, 'http://tombola.example:4466').origin).toBe('http://tombola.example:4466');
      expect(nextPath(path)).toBe(path);
    }),
    { numRuns: 2000 },
  );
});
