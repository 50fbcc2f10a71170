import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { clientProgram, curlCommand, launchBody, literal, quote, studyCommand, type MadeStudy } from './commands';

const made: MadeStudy = {
  id: 'lth-quick-7f3k2m',
  name: "Frankle's tickets",
  preset: 'lth',
  scale: 'quick',
  options: { changes: {} },
  device: 'cpu',
  priority: 0,
  retryLimit: 2,
  tags: [],
  declaration: { id: 'lth' },
};
const changed: MadeStudy = {
  ...made,
  options: {
    seeds: [3, 1],
    draws: 2,
    changes: {
      steps: 100,
      optimizer: { learningRate: 0.001, name: 'sgd' },
      control: null,
      network: { hidden: [3, 4] },
    },
  },
};

test('a preset as it is is one line', () => {
  expect(studyCommand(made, { named: true })).toBe('npx tombola study run lth --scale quick');
  expect(studyCommand(made, { named: true, server: 'http://127.0.0.1:4466' })).toBe(
    'npx tombola study run lth --scale quick --server http://127.0.0.1:4466 --follow',
  );
});

test('seeds, draws and every change are options', () => {
  expect(studyCommand(changed, { named: true }).split(' \\\n  ')).toEqual([
    'npx tombola study run lth',
    '--scale quick',
    '--seeds 1,3',
    '--draws 2',
    '--set steps=100',
    '--set optimizer.learningRate=0.001',
    `--set 'optimizer.name="sgd"'`,
    '--set control=null',
    `--set 'network.hidden=[3,4]'`,
  ]);
});

test('what no preset is, or a preset that is another now, runs from its file', () => {
  expect(studyCommand(made, { named: false })).toBe('npx tombola study run study.json --scale quick');
  expect(curlCommand(made, { named: false, server: 'https://lab.example' })).toContain('-d @launch.json');
  expect(launchBody(made, false)).toEqual({
    source: { from: 'declaration', declaration: { id: 'lth' }, scale: 'quick' },
    name: made.name,
  });
  expect(clientProgram(made, { named: false, server: 'https://lab.example' })).toContain(
    "declaration: JSON.parse(await readFile('study.json', 'utf8')),",
  );
});

test('the API is sent what differs from its defaults', () => {
  const more: MadeStudy = { ...changed, device: 'gpu', priority: 5, retryLimit: 0, tags: ['a'] };
  expect(launchBody(more, true)).toEqual({
    source: {
      from: 'preset',
      preset: 'lth',
      scale: 'quick',
      seeds: [3, 1],
      draws: 2,
      changes: changed.options['changes'],
    },
    name: made.name,
    device: 'gpu',
    priority: 5,
    retryLimit: 0,
    tags: ['a'],
  });
});

test('a shell takes a quoted word as it is', () => {
  const word = fc.string({
    unit: fc.constantFrom('a', ' ', "'", '"', '$', '\\', '`', '!', '\n', ';', 'é'),
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5 }), (words) => {
      const printed = execFileSync('sh', ['-c', `printf '%s|' ${words.map(quote).join(' ')}`], { encoding: 'utf8' });
      expect(printed).toBe(words.length === 0 ? '|' : words.map((each) => `${each}|`).join(''));
    }),
    { numRuns: 20 },
  );
});

test('a value in TypeScript is the value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // -0 is 0 in JSON; `__proto__` in a literal is no member.
      fc.pre(!JSON.stringify(value).includes('__proto__'));
      const read: unknown = runInNewContext(`(${literal(value)})`);
      expect(JSON.stringify(read)).toBe(JSON.stringify(value));
    }),
  );
});
