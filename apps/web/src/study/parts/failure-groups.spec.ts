import { failureGroups } from './failure-groups';

test('levels that failed with the same words are together', () => {
  const error = (message: string) => ({ name: 'Error', message });
  expect(
    failureGroups([
      { level: 'a-s0-l1', error: error('no data') },
      { level: 'b-s0-l1', error: null },
      { level: 'a-s1-l1', error: error('no data') },
    ]),
  ).toEqual([
    { message: 'no data', levels: ['a-s0-l1', 'a-s1-l1'] },
    { message: 'It ended without a word.', levels: ['b-s0-l1'] },
  ]);
});
