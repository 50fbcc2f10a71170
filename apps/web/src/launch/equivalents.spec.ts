import type { StudyCreate } from '@tombola/shared';
import { equivalentsOf, settingsOf } from './equivalents';

const around = { origin: 'http://127.0.0.1:4466', token: false, original: undefined };
const preset: StudyCreate = { source: { from: 'preset', preset: 'lth', scale: 'smoke' } };
const command = (request: StudyCreate, more: Partial<Parameters<typeof equivalentsOf>[1]> = {}) =>
  equivalentsOf(request, { ...around, ...more }).command;
const onOneLine = (text: string | undefined) => text?.replaceAll(' \\\n  ', ' ');

test('a study of the literature, with everything that can be said of it', () => {
  const request: StudyCreate = {
    source: {
      from: 'preset',
      preset: 'lth',
      scale: 'quick',
      seeds: [0, 1, 2, 7],
      draws: 3,
      changes: { steps: 1000, dataset: { name: 'mnist', limit: null }, network: { name: 'mlp', hidden: [300, 100] } },
    },
    name: 'It’s "mine"',
    device: 'gpu',
    priority: -5,
    retryLimit: 0,
    tags: ['first try', 'b'],
  };
  expect(command(request)).toBe(
    [
      'npx tombola --server http://127.0.0.1:4466 study run lth',
      '--scale quick',
      '--seeds 0-2,7',
      '--draws 3',
      '--set steps=1000',
      '--set dataset.name=mnist',
      '--set dataset.limit=null',
      '--set network.name=mlp',
      `--set 'network.hidden=[300,100]'`,
      `--name 'It’s "mine"'`,
      '--device gpu',
      '--priority=-5',
      '--retry-limit 0',
      `--tag 'first try'`,
      '--tag b',
    ].join(' \\\n  '),
  );
});

test('what stands in a shell or a program stays what it is', () => {
  const request: StudyCreate = { ...preset, name: `it's $HOME \\ "x"` };
  const { command: inShell, curl, typescript } = equivalentsOf(request, around);
  expect(inShell).toContain(`--name 'it'\\''s $HOME \\ "x"'`);
  expect(curl).toContain(`"name": "it'\\''s $HOME \\\\ \\"x\\""`);
  expect(typescript).toContain(`name: 'it\\'s $HOME \\\\ "x"'`);
});

test('texts that would be read as JSON are written as JSON', () => {
  expect(settingsOf({ a: 'true', b: 'plain', c: '12', d: '', e: { f: null, 'g-h': 1 }, i: {} })).toEqual([
    'a="true"',
    'b=plain',
    'c="12"',
    'd=""',
    'e={"f":null,"g-h":1}',
    'i={}',
  ]);
});

test('a recipe is a study of one arm in a file', () => {
  const recipe = { network: { name: 'lenet-300-100' }, dataset: { name: 'glyphs' }, steps: 10 };
  const text = command({ source: { from: 'recipe', recipe, seeds: [3] } })!;
  const [file, run] = text.split('\n');
  const study = JSON.parse(/^printf %s '(.*)' > study\.json$/.exec(file!)![1]!) as Record<string, unknown>;
  expect(study).toMatchObject({ id: 'recipe', recipe, scales: { quick: { seeds: [3] } } });
  expect(run).toBe('npx tombola --server http://127.0.0.1:4466 study run study.json');
});

test('a clone is what it was made of, with its own options beneath', () => {
  const original = {
    id: 'lth-paper-1',
    name: 'Mine',
    declaration: { id: 'mine', title: 'Mine' },
    preset: 'lth',
    scale: 'paper',
    options: { seeds: [5], draws: 2, changes: { steps: 10, method: { name: 'imp', levels: 3 } } },
  };
  const clone = (more: object): StudyCreate => ({ source: { from: 'clone', study: 'lth-paper-1', ...more } });
  expect(onOneLine(command(clone({}), { original }))).toBe(
    'npx tombola --server http://127.0.0.1:4466 study run lth --scale paper --seeds 5 --draws 2 --set steps=10 --set method.name=imp --set method.levels=3',
  );
  const other = clone({ scale: 'smoke', changes: { steps: null, method: { levels: 4 } } });
  expect(onOneLine(command(other, { original }))).toBe(
    'npx tombola --server http://127.0.0.1:4466 study run lth --scale smoke --set steps=null --set method.name=imp --set method.levels=4',
  );
  expect(command(clone({}), { original: { ...original, preset: undefined } })).toMatch(
    /^printf %s '\{"id":"mine","title":"Mine"\}' >/,
  );
  expect(command(clone({}))).toBeUndefined();
  expect(command(clone({}), { original: { ...original, name: 'Hers' } })).toContain('--name Hers');
});

test('where a token is wanted, it is read from the environment', () => {
  const { command: inShell, curl, typescript } = equivalentsOf(preset, { ...around, token: true });
  expect(inShell).toMatch(/^# The token is read from TOMBOLA_TOKEN\.\n/);
  expect(curl).toContain('-H "Authorization: Bearer $TOMBOLA_TOKEN"');
  expect(typescript).toContain('token: process.env.TOMBOLA_TOKEN');
});

test('the program is short where it can be, and broken into lines where not', () => {
  const { typescript } = equivalentsOf(preset, around);
  expect(typescript).toContain(
    "await tombola.studies.create.mutate({ source: { from: 'preset', preset: 'lth', scale: 'smoke' } });",
  );
  const long = equivalentsOf(
    { ...preset, name: 'a name that is long enough for a line', tags: ['one', 'two', 'three'] },
    around,
  );
  expect(long.typescript).toContain(`{
  source: { from: 'preset', preset: 'lth', scale: 'smoke' },
  name: 'a name that is long enough for a line',
  tags: ['one', 'two', 'three'],
}`);
});
