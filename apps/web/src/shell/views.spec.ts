import { viewsOf } from './views';

test('stored views come back', () => {
  const view = { path: '/studies', search: 'states=done', name: 'finished' };
  expect(viewsOf(JSON.stringify([view]))).toEqual([view]);
});

test('what a browser has kept that is no view is left out', () => {
  expect(viewsOf('nonsense')).toEqual([]);
  expect(viewsOf('{"path":"/"}')).toEqual([]);
  expect(viewsOf('[null, 1, {"path": "/studies"}]')).toEqual([]);
});
