import { recipesOf } from './recipes-of';

test('seeds share a recipe, draws have one each', () => {
  const trial = (hash: string, seed: number, draw: number) => ({ trial: `${hash}-s${seed}`, seed, draw });
  const trials = [trial('aa', 0, 0), trial('aa', 1, 0), trial('bb', 0, 1), trial('bb', 1, 1)];
  expect(recipesOf({ id: 'c', label: 'control', trials })).toEqual([
    { hash: 'aa', trial: 'aa-s0', words: 'control, draw 0' },
    { hash: 'bb', trial: 'bb-s0', words: 'control, draw 1' },
  ]);
  expect(recipesOf({ id: 't', label: 'ticket', trials: trials.slice(0, 2) })).toEqual([
    { hash: 'aa', trial: 'aa-s0', words: 'ticket' },
  ]);
});
