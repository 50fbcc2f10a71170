import { tokenExamples } from './token-examples';

test('the token stands in one place, and the server in those that need its address', () => {
  const examples = tokenExamples('https://tombola.example.org', 'tbl_abc');
  expect(examples.filter(({ code }) => code.includes('tbl_abc'))).toHaveLength(1);
  expect(examples[0]!.code).toBe('export TOMBOLA_TOKEN=tbl_abc\nexport TOMBOLA_SERVER=https://tombola.example.org');
  expect(examples.filter(({ code }) => code.includes('https://tombola.example.org'))).toHaveLength(2);
});
