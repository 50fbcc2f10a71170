import { consequence, stages } from './stages';

const version = (number: number, stage: (typeof stages)[number]) => ({ version: number, stage });

test('a version that comes into production sends the one before to the archive, and that is said', () => {
  expect(consequence(version(3, 'staging'), 'production', 2)).toBe(
    'Version 3 goes into production. Version 2, which is there now, is archived in the same moment.',
  );
  expect(consequence(version(1, 'none'), 'production', null)).toMatch('No version is there now');
});

test('a version that leaves production leaves it empty', () => {
  expect(consequence(version(2, 'production'), 'archived', 2)).toBe(
    'Version 2 leaves production for the archive. No version is in production after that.',
  );
  expect(consequence(version(2, 'production'), 'staging', 2)).toMatch(/^Version 2 leaves production\. /);
});

test('whatever does not touch production needs no words', () => {
  const other = stages.filter((stage) => stage !== 'production');
  for (const from of other) for (const to of other) expect(consequence(version(1, from), to, 2)).toBeUndefined();
  expect(consequence(version(2, 'production'), 'production', 2)).toBeUndefined();
});
