import { inTurns } from './in-turns';

test('works in steps, others between them, and answers with the end', async () => {
  const seen: string[] = [];
  function* work(name: string) {
    for (let step = 0; step < 3; step++) {
      seen.push(`${name}${step}`);
      yield;
    }
    return name;
  }
  expect(await Promise.all([inTurns(work('a'), 0), inTurns(work('b'), 0)])).toEqual(['a', 'b']);
  expect(seen).toEqual(['a0', 'b0', 'a1', 'b1', 'a2', 'b2']);
});

test('a step that fails fails the whole', async () => {
  function* work(): Generator<void, void, void> {
    yield;
    throw new Error('at the second step');
  }
  await expect(inTurns(work())).rejects.toThrow('at the second step');
});
