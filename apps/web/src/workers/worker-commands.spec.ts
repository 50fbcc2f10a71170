import { onAnotherMachine } from './worker-commands';

test('a server with a database and a bucket of its own network needs nothing before', () => {
  const { first, command } = onAnotherMachine({ database: 'external', artifacts: 's3://bucket/tombola' });
  expect(first).toEqual([]);
  expect(command).toContain('TOMBOLA_ARTIFACTS=s3://bucket/tombola \\\n');
  expect(command).toMatch(/^DATABASE_URL=/);
});

test('what only the server’s machine reaches is to be changed first', () => {
  const { first, command } = onAnotherMachine({
    database: 'embedded',
    artifacts: 'file:///home/you/.tombola/artifacts',
  });
  expect(first).toHaveLength(2);
  expect(command).toContain('TOMBOLA_ARTIFACTS=s3://BUCKET/PREFIX');
});
