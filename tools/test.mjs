import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import chromium from './chromium.cjs';
import { ensureInstalled, rootFolder } from './install.mjs';

const projects = ['apps', 'libs'].flatMap((group) =>
  readdirSync(join(rootFolder, group))
    .map((name) => join(group, name))
    .filter((folder) => existsSync(join(rootFolder, folder, 'package.json'))),
);
const reportOf = (project) => join(rootFolder, project, '.reports/jest.json');

ensureInstalled();
chromium.ensureChromium();
// What is counted is what this run reports; of a cached run Nx puts the report back.
for (const project of projects) rmSync(reportOf(project), { force: true });

const failures = [];
const step = (what, code) => {
  if (code !== 0) failures.push(what);
};
// Colours are for terminals.
const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: '0', NODE_NO_WARNINGS: '1' };
const nx = ['run-many', '-t', 'lint', 'typecheck', 'test', '--parallel=2', '--output-style=static', '--nxBail=false'];
step(
  'lint, typecheck or test (see above)',
  runPackage('nx', nx, { NX_DAEMON: 'false', NX_TUI: 'false', CI: 'true', ...plain }),
);
step('formatting: run `npm run format`', runPackage('prettier', ['--check', '--log-level=warn', '.'], plain));

let [passed, failed] = [0, 0];
for (const project of projects) {
  const report = readReport(project);
  passed += report.passed;
  failed += report.failed;
}
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`tests: ${passed} passed, ${failed} failed`);
process.exit(failures.length > 0 || failed > 0 ? 1 : 0);

/** Runs the command of an installed package. @returns its exit code */
function runPackage(name, args, env) {
  const folder = join(rootFolder, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const script = join(folder, typeof bin === 'string' ? bin : bin[name]);
  const stdio = ['ignore', 'inherit', 'inherit'];
  const { status, error } = spawnSync(process.execPath, [script, ...args], {
    cwd: rootFolder,
    env: { ...process.env, ...env },
    stdio,
  });
  if (error) throw error;
  return status ?? 1;
}

/** A test file that could not run counts as one failed test, and so does a project without a report. */
function readReport(project) {
  const path = reportOf(project);
  if (!existsSync(path)) {
    console.log(`failed: the tests of ${project} left no report: they did not run, or ended before they were done.`);
    return { passed: 0, failed: 1 };
  }
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(path, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
}
