import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openScratch } from './scratch';

const home = mkdtempSync(join(tmpdir(), 'tombola-scratch-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function leftBy(name: string, owner: unknown): void {
  mkdirSync(join(home, 'work', name), { recursive: true });
  writeFileSync(join(home, 'work', name, 'owner.json'), typeof owner === 'string' ? owner : JSON.stringify(owner));
}

test('what killed workers left is removed, and nothing of those that live', async () => {
  const { pid: dead } = spawnSync(process.execPath, ['-e', '']);
  const host = hostname();
  leftBy('dead', { pid: dead, host });
  leftBy('same-id-before-a-restart', { pid: process.pid, host });
  leftBy('alive', { pid: process.ppid, host });
  leftBy('elsewhere-gone', { pid: dead, host: 'another-machine' });
  leftBy('elsewhere', { pid: dead, host: 'another-machine' });
  leftBy('half-written', '{');
  const isGone = (worker: string) => Promise.resolve(worker === 'elsewhere-gone');
  const first = await openScratch(home, 'first', isGone);
  const second = await openScratch(home, 'second', isGone);
  const stay = ['alive', 'elsewhere', 'half-written'];
  expect(readdirSync(join(home, 'work')).sort()).toEqual([...stay, 'first', 'second'].sort());
  expect(first.slot(0)).not.toBe(first.slot(1));
  await first.remove();
  await second.remove();
  expect(readdirSync(join(home, 'work')).sort()).toEqual(stay);
});
