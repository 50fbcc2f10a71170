import { placeProblems } from './place-problems';

test('a problem stands at its field, or at the nearest one around it; the first one counts', () => {
  const { fields, others } = placeProblems(
    [
      { path: 'network.hidden.0', message: 'a' },
      { path: 'steps', message: 'b' },
      { path: 'steps', message: 'c' },
      { path: 'colour', message: 'd' },
      { path: 'colour', message: 'd' },
    ],
    new Set(['network.hidden', 'steps']),
  );
  expect(Object.fromEntries(fields)).toEqual({ 'network.hidden': 'a', steps: 'b' });
  expect(others).toEqual([{ path: 'colour', message: 'd' }]);
});
