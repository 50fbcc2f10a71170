import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runtimeFor } from './runtime';

const folder = mkdtempSync(join(tmpdir(), 'tombola-runtime-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program beside the entry that probes as told. */
function programThat(answer: string): string {
  writeFileSync(join(folder, 'main.js'), answer);
  return join(folder, 'trial-process.js');
}

test('a worker without a GPU asks nobody', async () => {
  expect(await runtimeFor('cpu', programThat('process.exit(1)'))).toMatchObject({
    provider: 'cpu',
    name: expect.stringMatching(/cpu$/) as string,
  });
});

test('of two kinds of GPU that work the fastest is taken', async () => {
  const entry = programThat(`console.log(JSON.stringify({ works: true }))`);
  expect(await runtimeFor('gpu', entry)).toMatchObject({ provider: 'cuda' });
  const other = programThat(
    `console.log(JSON.stringify(process.argv.includes('cuda') ? { reason: 'no driver' } : { works: true }))`,
  );
  expect(await runtimeFor('gpu', other)).toMatchObject({ provider: 'webgpu' });
});

test.each([
  [
    `console.log(JSON.stringify({ reason: 'no driver' }))`,
    /no GPU can be used here.*cuda: no driver.*webgpu: no driver/s,
  ],
  [`process.kill(process.pid, 'SIGSEGV')`, /no GPU can be used here.*--device cpu/s],
])('without one that works it is refused, even when the attempt crashes: %s', async (answer, message) => {
  await expect(runtimeFor('gpu', programThat(answer))).rejects.toThrow(message);
});
