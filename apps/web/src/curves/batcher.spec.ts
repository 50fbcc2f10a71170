import { batcher } from './batcher';

interface Question {
  readonly group: string;
  readonly value: number;
}

const asked: number[][] = [];
beforeEach(() => void asked.splice(0));
const ask = batcher<Question, number>(
  ({ group }) => group,
  3,
  (questions) => {
    asked.push(questions.map(({ value }) => value));
    if (questions[0]!.group === 'broken') return Promise.reject(new Error('away'));
    return Promise.resolve(questions.map(({ value }) => value * 10));
  },
);

test('what is asked at once is one request a group, cut where it is too much, and everybody gets the own answer', async () => {
  const questions = [1, 2, 3, 4].map((value) => ask({ group: 'a', value }));
  const other = ask({ group: 'b', value: 9 });
  expect(await Promise.all([...questions, other])).toEqual([10, 20, 30, 40, 90]);
  expect(asked).toEqual([[1, 2, 3], [4], [9]]);
});

test('what is asked later is another request', async () => {
  await ask({ group: 'a', value: 1 });
  await ask({ group: 'a', value: 2 });
  expect(asked).toEqual([[1], [2]]);
});

test('a request that fails fails for those who asked, and for nobody else', async () => {
  const answers = await Promise.allSettled([ask({ group: 'broken', value: 1 }), ask({ group: 'a', value: 2 })]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});
