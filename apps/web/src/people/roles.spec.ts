import { offeredScopes, usualScopes } from './roles';

test('one offers what one has, and never the reserved scope', () => {
  expect(offeredScopes(['read', 'metrics'])).toEqual(['read', 'metrics']);
  expect(offeredScopes(['read', 'write', 'admin', 'metrics', 'worker'])).toEqual(['read', 'write', 'admin', 'metrics']);
  expect(offeredScopes([])).toEqual([]);
});

test('a new token reads, and writes when its maker may', () => {
  expect(usualScopes(['read', 'metrics'])).toEqual(['read']);
  expect(usualScopes(['read', 'write', 'admin', 'metrics', 'worker'])).toEqual(['read', 'write']);
});
