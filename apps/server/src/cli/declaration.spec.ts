import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isFile } from './declaration';

const bin = join(__dirname, '../../bin/tombola.mjs');
const folder = mkdtempSync(join(tmpdir(), 'tombola-declaration-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Of a study in a file, as the command reads it. */
function estimate(name: string, text: string, ...options: string[]) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return spawnSync(process.execPath, [bin, 'study', 'estimate', path, ...options], { encoding: 'utf8' });
}

const typed = `
import type { StudyDeclaration } from '@tombola/studies';

const arms = ([0.5, 0.9] as const).map((sparsity) => ({
  id: \`at-\${100 * sparsity}\`,
  label: String(sparsity),
  recipe: { method: { name: 'snip', sparsities: [sparsity] } },
}));

export default {
  id: 'mine',
  title: 'Mine',
  question: 'Which?',
  citation: 'ours',
  recipe: {
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    optimizer: { name: 'adam', learningRate: 0.001 },
    steps: 20,
  },
  arms,
  scales: { quick: { description: 'Quick.', seeds: [0, 1] } },
  tables: [{ metric: 'testAccuracyAtEnd', label: 'accuracy', unit: 'percent' }],
  figure: {
    kind: 'line',
    title: 'Mine',
    y: { metric: 'testAccuracyAtEnd', label: 'Accuracy', unit: 'percent' },
    arms: [{ arm: 'at-50', label: 'half' }],
  },
  claims: [],
} satisfies StudyDeclaration;
`;

test('a study is a file when its name ends like one', () => {
  expect(['mine.json', 'a/mine.ts', 'mine.mts', 'mine.mjs', 'mine.js'].every(isFile)).toBe(true);
  expect(['lth', 'one-ticket'].some(isFile)).toBe(false);
});

test('a module in TypeScript declares by its default export', () => {
  const { status, stdout } = estimate('mine.ts', typed, '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ study: 'mine', all: { trainings: 4, steps: 80 } });
});

test.each([
  ['named.ts', 'export const a = 1;', /this study is none .*default export is a declaration/],
  ['half.ts', 'export default {', /this study cannot be read/],
  ['needy.mjs', "import x from 'nothing'; export default x;", /types at most. Failed to resolve .*"nothing"\./],
  ['list.json', '[]', /expected a JSON object/],
  ['misspelt.ts', typed.replace("arm: 'at-50'", "arm: 'at-5'"), /the figure of the study mine names an arm.*at-5/],
])('%s is refused with a reason', (name, text, message) => {
  const { status, stderr } = estimate(name, text);
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
});
