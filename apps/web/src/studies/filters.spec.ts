import { isFiltered, listInput, type Filters } from './filters';

const none: Filters = { search: '', states: [], preset: '', tag: '', owner: '', archived: false, sort: '-createdAt' };

test('filters that are empty are not asked for', () => {
  expect(listInput(none)).toEqual({ limit: 100, sort: '-createdAt' });
  expect(isFiltered(none)).toBe(false);
});

test('each filter is asked for, the search without the spaces around it', () => {
  const filters: Filters = { ...none, search: ' moons ', states: ['done'], tag: 'team', archived: true, sort: 'name' };
  expect(listInput(filters)).toEqual({
    ...{ limit: 100, sort: 'name', search: 'moons', states: ['done'], tag: 'team', archived: true },
  });
  expect(isFiltered(filters)).toBe(true);
});

test('the order alone is no filter', () => {
  expect(isFiltered({ ...none, sort: 'name' })).toBe(false);
});
