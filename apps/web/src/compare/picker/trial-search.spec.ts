import { trialSearch } from './trial-search';

test('beginnings of hashes, ids of trials and of levels are searched for', () => {
  expect(trialSearch('a3e')).toEqual({ recipe: 'a3e', seed: undefined });
  expect(trialSearch('A3ED33466E0F-s')).toEqual({ recipe: 'a3ed33466e0f', seed: undefined });
  expect(trialSearch('a3ed33466e0f-s12')).toEqual({ recipe: 'a3ed33466e0f', seed: '12' });
  expect(trialSearch('a3ed33466e0f-s1-l4')).toEqual({ recipe: 'a3ed33466e0f', seed: '1' });
});

test('names of studies are no trials', () => {
  for (const text of ['', 'a3', 'lth-quick', 'winning tickets', 'a3ed33466e0f0']) {
    expect(trialSearch(text)).toBeUndefined();
  }
});
