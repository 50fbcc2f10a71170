import { isLostPart } from './lost-part';

test.each([
  'Failed to load chunk /_next/static/chunks/1a2b.js from module 3',
  'Loading chunk 12 failed.',
  'Loading CSS chunk 12 failed.',
  'Failed to fetch dynamically imported module: http://localhost/a.js',
  'error loading dynamically imported module: http://localhost/a.js',
  'Importing a module script failed.',
])('a part is lost: %s', (message) => {
  expect(isLostPart(new Error(message))).toBe(true);
});

test('a part is lost by the name of the error', () => {
  expect(isLostPart(Object.assign(new Error('gone'), { name: 'ChunkLoadError' }))).toBe(true);
});

test('other mistakes lose no part', () => {
  expect(isLostPart(new TypeError("Cannot read properties of undefined (reading 'chunk')"))).toBe(false);
});
