import { PathTable } from './table';

const table = new PathTable<string>();
for (const path of [
  'index.html',
  'index.txt',
  'studies.html',
  'studies.txt',
  'studies/_.html',
  'studies/_.txt',
  'studies/_/__next._tree.txt',
  'studies/_/trials/_.html',
  'studies/_/trials/_.txt',
  'studies/new.html',
  'studies/new/__next._tree.txt',
  '_next/static/a.js',
])
  table.add(path, path);

test.each([
  ['', 'index.html'],
  ['index.txt', 'index.txt'],
  ['studies', 'studies.html'],
  ['studies.html', undefined],
  ['studies/abc', 'studies/_.html'],
  ['studies/_', 'studies/_.html'],
  ['studies/abc.txt', 'studies/_.txt'],
  ['studies/abc.js', 'studies/_.html'],
  ['studies/abc/__next._tree.txt', 'studies/_/__next._tree.txt'],
  ['studies/abc/trials', undefined],
  ['studies/abc/trials/t-s0', 'studies/_/trials/_.html'],
  ['studies/abc/trials/t-s0.txt', 'studies/_/trials/_.txt'],
  ['studies/new', 'studies/new.html'],
  ['studies/new/__next._tree.txt', 'studies/new/__next._tree.txt'],
  ['studies/new/trials/t-s0', 'studies/_/trials/_.html'],
  ['_next/static/a.js', '_next/static/a.js'],
  ['_next/static/b.js', undefined],
  ['_next', undefined],
  ['nowhere', undefined],
  ['__proto__', undefined],
  ['studies/abc/constructor', undefined],
])('/%s is %s', (path, file) => {
  expect(table.find(path === '' ? [] : path.split('/'))).toBe(file);
});
