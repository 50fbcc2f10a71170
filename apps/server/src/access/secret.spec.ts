import { InputError } from '@tombola/shared';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSecret } from './secret';

const folder = mkdtempSync(join(tmpdir(), 'tombola-secret-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the key is made once, for its owner only, and leaves nothing beside it', () => {
  const path = join(folder, 'home', 'secret');
  const secret = readSecret(path);
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readSecret(path)).toBe(secret);
  expect(readdirSync(join(folder, 'home'))).toEqual(['secret']);
});

test('two homes have two keys', () => {
  expect(readSecret(join(folder, 'a'))).not.toBe(readSecret(join(folder, 'b')));
});

test('a key from elsewhere is taken when it is long enough, and never written over', () => {
  const path = join(folder, 'given');
  writeFileSync(path, `${'s3cret-'.repeat(6)}\n`);
  expect(readSecret(path)).toBe('s3cret-'.repeat(6));
  writeFileSync(path, 'short\n');
  expect(() => readSecret(path)).toThrow(InputError);
  expect(() => readSecret(path)).not.toThrow(/short\b/);
  expect(existsSync(path)).toBe(true);
});
