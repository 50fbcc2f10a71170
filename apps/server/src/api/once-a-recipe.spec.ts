import { onceARecipe } from './once-a-recipe';

test('what follows from a recipe is made once, also when it is nothing', () => {
  const asked: unknown[] = [];
  const known = onceARecipe(
    (recipe) => (asked.push(recipe), recipe === 'strange' ? undefined : `of ${recipe as string}`),
  );
  for (let i = 0; i < 2; i++) {
    expect(known('a', 'one')).toBe('of one');
    expect(known('b', 'strange')).toBeUndefined();
  }
  expect(asked).toEqual(['one', 'strange']);
});

test('the eldest is forgotten when there are too many', () => {
  let made = 0;
  const known = onceARecipe(() => ++made);
  for (let i = 0; i <= 2000; i++) known(`${i}`, {});
  expect(known('2000', {})).toBe(2001);
  expect(known('1', {})).toBe(2);
  expect(known('0', {})).toBe(2002);
});
