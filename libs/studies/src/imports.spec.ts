import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const libraries = join(__dirname, '../..');
const indexOf = (library: string) => join(libraries, library.replace('@tombola/', ''), 'src/index.ts');

interface Import {
  readonly from: string;
  /** The names that are taken; undefined for all of them. */
  readonly names: readonly string[] | undefined;
}

/** What a file imports and exports on from elsewhere when it is loaded: types and `import()` do not count. */
function importsOf(file: string): { imports: Import[]; reexports: Import[] } {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const [imports, reexports]: [Import[], Import[]] = [[], []];
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const { importClause: clause, moduleSpecifier } = statement;
      if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) continue;
      const bindings = clause?.namedBindings;
      const named = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : undefined;
      const taken = named?.filter((each) => !each.isTypeOnly);
      if (taken?.length === 0 && clause?.name === undefined) continue;
      const names = taken?.map((each) => (each.propertyName ?? each.name).text);
      imports.push({ from: (moduleSpecifier as ts.StringLiteral).text, names });
    } else if (ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined && !statement.isTypeOnly) {
      const clause = statement.exportClause;
      const named = clause !== undefined && ts.isNamedExports(clause) ? clause.elements : undefined;
      const names = named?.filter((each) => !each.isTypeOnly).map((each) => each.name.text);
      if (names?.length !== 0) reexports.push({ from: (statement.moduleSpecifier as ts.StringLiteral).text, names });
    }
  }
  return { imports, reexports };
}

/** The files that a name of a library loads: as the bundler does, past the index to the file that has the name. */
function door(library: string, name: string): string[] {
  const index = indexOf(library);
  const { reexports } = importsOf(index);
  const own = reexports.filter(({ names }) => names?.includes(name));
  const found = own.length > 0 ? own : reexports.filter(({ names }) => names === undefined);
  if (found.length === 0) throw new Error(`${library} exports no ${name}`);
  return found.map(({ from }) => join(dirname(index), `${from}.ts`));
}

/** Every file and package that is loaded with the files, each with the file that asked for it. */
function reached(files: readonly string[]): Map<string, string> {
  const seen = new Map(files.map((file) => [file, 'the test']));
  const waiting = [...files];
  const add = (target: string, by: string) => {
    if (seen.has(target)) return;
    seen.set(target, relative(libraries, by));
    if (existsSync(target)) waiting.push(target);
  };
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const { imports, reexports } = importsOf(file);
    for (const { from, names } of [...imports, ...reexports]) {
      if (from.startsWith('.')) add(join(dirname(file), `${from}.ts`), file);
      else if (!from.startsWith('@tombola/')) add(from, file);
      else if (names === undefined) add(indexOf(from), file);
      else for (const name of names) for (const target of door(from, name)) add(target, file);
    }
  }
  return seen;
}

/** What a server or a worker takes of this library; trial processes do the training. */
const light = [
  'assembleReport',
  'chooseTicket',
  'costOf',
  'familyInWords',
  'jobKey',
  'jobsOfStudy',
  'jobsOfTrial',
  'judge',
  'judgeStudy',
  'levelFiles',
  'levelsOf',
  'literature',
  'neededBy',
  'numbersOf',
  'parentOf',
  'planStudy',
  'readDeclaration',
  'readStudy',
  'recordedStudy',
  'recordsOf',
  'reportFiles',
  'reportFolder',
  'reportJson',
  'reportStudy',
  'resolve',
  'Results',
  'stepsOf',
  'runJobs',
  'studyById',
  'studyMatrices',
  'studyPictures',
  'tableOfStudy',
  'toObservations',
  'TrialProcess',
];

const heavy = /^(onnxruntime|@tensorflow\/)|[\\/]engine[\\/]src[\\/](run|trace)[\\/]/;
const heavyOf = (name: string, library = '@tombola/studies') =>
  [...reached(door(library, name))].filter(([target]) => heavy.test(target));

test.each(light)('%s loads neither onnxruntime nor TensorFlow.js', (name) => {
  expect(heavyOf(name)).toEqual([]);
});

test.each([
  ['@tombola/figures', 'aggregate'],
  ['@tombola/figures', 'renderFigure'],
  ['@tombola/figures', 'tabulate'],
  ['@tombola/nn', 'trainingCost'],
  ['@tombola/nn', 'networkStructure'],
  ['@tombola/datasets', 'datasetFacts'],
  ['@tombola/datasets', 'listDatasets'],
  ['@tombola/deploy', 'describeOnnx'],
  ['@tombola/deploy', 'modelCard'],
])('of %s, %s is as light', (library, name) => {
  expect(heavyOf(name, library)).toEqual([]);
});

test('what trains is heavy, so the test would notice', () => {
  const targets = heavyOf('serveTrials').map(([target]) => target);
  expect(targets).toContain('onnxruntime-node');
  expect(targets).toContain('@tensorflow/tfjs-core');
});
