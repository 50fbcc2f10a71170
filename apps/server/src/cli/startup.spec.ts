import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const project = join(__dirname, '../..');

/** Packages that a script loads before its first line runs: the static imports of its parts, and of theirs. */
function packagesOf(script: string, seen = new Set<string>()): Set<string> {
  const packages = new Set<string>();
  if (seen.has(script)) return packages;
  seen.add(script);
  for (const [, path] of readFileSync(script, 'utf8').matchAll(/^(?:import .*|import|\} from) ?"([^"]+)";$/gm)) {
    if (path!.startsWith('.')) packagesOf(join(dirname(script), path!), seen).forEach((name) => packages.add(name));
    else if (!path!.startsWith('node:')) packages.add(path!);
  }
  return packages;
}

test('help loads none of the heavy packages', () => {
  expect(spawnSync(process.execPath, [join(project, 'bin/tombola.mjs'), '--version']).status).toBe(0);
  const packages = packagesOf(join(project, 'dist/main.js'));
  expect(packages).toContain('commander');
  const heavy = ['zod', 'onnxruntime-node', 'opentype.js'];
  expect(heavy.filter((name) => packages.has(name))).toEqual([]);
});

test('the trial process does load them, so this test can see them', () => {
  expect(packagesOf(join(project, 'dist/trial-process.js'))).toContain('onnxruntime-node');
});
