import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 200;

/**
 * Does something while no other process does it. The lock is a file with the number of the process that holds it; that of
 * a process that is gone counts no more.
 */
export async function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  const own = `${path}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    while (!isTaken(own, path)) {
      const owner = ownerOf(path);
      if (owner !== undefined && isRunning(owner)) await pause(LOOK_MS);
      else removeStale(path, owner);
    }
  } finally {
    rmSync(own, { force: true });
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** Takes the lock: it is there with its content, or not at all. */
function isTaken(own, path) {
  return succeeds(() => linkSync(own, path), 'EEXIST');
}

function ownerOf(path) {
  let text = '';
  succeeds(() => (text = readFileSync(path, 'utf8')), 'ENOENT');
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Removes the lock of a process that is gone; one that another has taken meanwhile is put back. */
function removeStale(path, owner) {
  const aside = `${path}.${process.pid}.old`;
  if (!succeeds(() => renameSync(path, aside), 'ENOENT')) return;
  if (ownerOf(aside) !== owner) isTaken(aside, path);
  rmSync(aside, { force: true });
}

function isRunning(pid) {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Whether something could be done; `false` when it failed with this code. */
function succeeds(work, code) {
  try {
    work();
    return true;
  } catch (error) {
    if (error.code === code) return false;
    throw error;
  }
}
