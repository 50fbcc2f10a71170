import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

function runModule(args: readonly string[], input?: string): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', input });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const table = JSON.parse(
  runModule([
    '--input-type=module',
    '--eval',
    "import { floors } from './tools/floors.mjs'; console.log(JSON.stringify(floors))",
  ]),
) as Record<string, string[]>;

const upwards = 'imports go down only';
const door = 'index.ts is its only door';
const byName = 'not by its path';

describe('the lint rule of the floors', () => {
  const cases = [
    { file: 'libs/shared/src/x.ts', text: "import { mlp } from '@tombola/nn';", refused: upwards },
    { file: 'libs/shared/src/x.ts', text: "import type { Network } from '@tombola/nn';", refused: upwards },
    { file: 'libs/engine/src/x.ts', text: "export { mlp } from '@tombola/nn';", refused: upwards },
    { file: 'libs/pruning/src/x.ts', text: "import { loadDataset } from '@tombola/datasets';", refused: upwards },
    { file: 'libs/datasets/src/x.ts', text: "import { compile } from '@tombola/server';", refused: upwards },
    { file: 'libs/engine/src/x.ts', text: "import { mlp } from '../../nn/src/index';", refused: byName },
    { file: 'libs/engine/src/a/x.ts', text: "import { mlp } from '../../../nn/src/network/mlp';", refused: byName },
    { file: 'libs/studies/src/x.ts', text: "import { mlp } from '../../../libs/nn/src/network/mlp';", refused: byName },
    { file: 'apps/server/src/x.ts', text: "import { mlp } from '../../../libs/nn/src/index';", refused: byName },
    { file: 'libs/pruning/src/x.ts', text: "import { mlp } from '@tombola/nn/src/network/mlp';", refused: door },
    { file: 'libs/shared/src/x.ts', text: "void import('@tombola/nn');", refused: upwards },
    { file: 'libs/studies/src/x.ts', text: "void import('@tombola/nn/src/loss');", refused: door },
    { file: 'libs/studies/src/x.ts', text: "void import('@tombola/nn');" },
    { file: 'apps/web/src/x.tsx', text: "import { createServer } from '@tombola/server';", refused: upwards },
    { file: 'apps/web/src/x.ts', text: "import { compile } from '@tombola/engine';", refused: upwards },
    { file: 'apps/web/src/x.ts', text: "import type { AppRouter } from '@tombola/server';" },
    { file: 'apps/web/src/x.ts', text: "import { InputError } from '@tombola/shared';" },
    { file: 'apps/web/src/x.ts', text: "import { drawFigure } from '@tombola/figures';" },
    { file: 'apps/web/src/x.ts', text: "import { readStudy } from '@tombola/studies';", refused: upwards },
    { file: 'libs/figures/src/x.ts', text: "import { judge } from '@tombola/studies';", refused: upwards },
    { file: 'libs/pruning/src/x.ts', text: "import { mlp } from '@tombola/nn';" },
    { file: 'libs/nn/src/training/x.ts', text: "import { mlp } from '../network/mlp';" },
    { file: 'apps/server/src/x.ts', text: "import { serveTrials } from '@tombola/studies';" },
  ];
  let reports: string[][];

  beforeAll(() => {
    reports = JSON.parse(runModule(['tools/lint-texts.mjs'], JSON.stringify(cases))) as string[][];
  });

  test.each(cases.map((each, i) => ({ ...each, i })))('judges $text in $file', ({ i, refused }) => {
    const floorMessages = reports[i]!.filter((message) => /no-restricted-(imports|syntax)/.test(message));
    expect(floorMessages).toEqual(refused === undefined ? [] : [expect.stringContaining(refused)]);
    expect(reports[i]!.filter((message) => /parsing error/i.test(message))).toEqual([]);
  });
});

describe('the packages', () => {
  const folders = ['apps', 'libs'].flatMap((group) => readdirSync(join(root, group)).map((name) => join(group, name)));
  const projects = folders
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => {
      const json = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
        name: string;
        dependencies?: Record<string, string>;
        devDependencies?: Record<string, string>;
        nx?: { tags?: string[] };
      };
      return { folder, ...json };
    });

  test.each(projects)('$name carries the floor of its name', ({ name, folder, nx }) => {
    const project = name.replace('@tombola/', '');
    expect(nx?.tags?.filter((tag) => tag.startsWith('floor:'))).toEqual([`floor:${project}`]);
    expect(folder.endsWith(project)).toBe(true);
    expect(table).toHaveProperty(project);
  });

  test.each(projects)('$name depends on lower floors only', ({ name, dependencies, devDependencies }) => {
    const needed = Object.keys({ ...dependencies, ...devDependencies }).filter((each) => each.startsWith('@tombola/'));
    const below = table[name.replace('@tombola/', '')]!.map((each) => `@tombola/${each}`);
    expect(needed.filter((each) => !below.includes(each))).toEqual([]);
  });

  test('the floors have no cycle: what is below stands before in the table of what is below that', () => {
    for (const [project, below] of Object.entries(table)) {
      for (const lower of below) expect([lower, ...table[lower]!]).not.toContain(project);
    }
  });
});
