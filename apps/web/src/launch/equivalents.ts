import type { StudyCreate, StudyDeclaration } from '@tombola/shared';
import { isValues, type Values } from '../schema-form/json-schema';
import { layPatches } from '../schema-form/patch';
import { printSeeds } from './seeds';
import { isName, jsonOf, LINE, literal } from './literal';
import { quote } from './shell';
import { studyOfRecipe } from './study-of-recipe';

/** The study that a clone is made of, as the server has it. */
export interface Original {
  readonly id: string;
  /** A clone is called like it. */
  readonly name: string;
  readonly declaration: Values;
  /** The study of the literature that it is, if that still says the same. */
  readonly preset: string | undefined;
  readonly scale: string;
  readonly options: { readonly seeds?: readonly number[]; readonly draws?: number; readonly changes?: Values };
}

interface Surroundings {
  /** Of the server: `http://127.0.0.1:4466`. */
  readonly origin: string;
  /** Whether the server wants a token. */
  readonly token: boolean;
  /** What `from: 'clone'` means; the command line has no clones. */
  readonly original: Original | undefined;
}

/** The same launch from elsewhere. */
export interface Equivalents {
  /** For a POSIX shell in the repository; undefined while the study cloned is not known. */
  readonly command: string | undefined;
  readonly curl: string;
  readonly typescript: string;
}

/** The command, the request and the program that launch what a form says. */
export function equivalentsOf(request: StudyCreate, around: Surroundings): Equivalents {
  return {
    command: commandOf(request, around),
    curl: curlOf(request, around),
    typescript: typescriptOf(request, around),
  };
}

interface Run {
  readonly study: string | StudyDeclaration | Values;
  readonly scale?: string | undefined;
  readonly seeds?: readonly number[] | undefined;
  readonly draws?: number | undefined;
  readonly changes?: Values | undefined;
  /** If it is another than the title. */
  readonly name?: string | undefined;
}

function commandOf(request: StudyCreate, { origin, token, original }: Surroundings): string | undefined {
  const run = runOf(request.source, original);
  if (run === undefined) return undefined;
  const { name, device, priority, retryLimit, tags = [] } = request;
  const command = runCommand(run, option('server', origin), [
    ...option('name', name ?? run.name),
    ...option('device', device),
    ...option('priority', priority),
    ...option('retry-limit', retryLimit),
    ...tags.flatMap((tag) => option('tag', tag)),
  ]);
  return `${token ? `${TOKEN_NOTE}\n` : ''}${command}`;
}

/** The same study without a server, which has no queue, no names and no tags; undefined for a clone. */
export function localCommandOf({ source }: StudyCreate): string | undefined {
  const run = runOf(source, undefined);
  return run && runCommand(run, [], []);
}

/** A run of a study; what has no name is written to a file before. */
function runCommand({ study, scale, seeds, draws, changes = {} }: Run, before: string[], after: string[]): string {
  const named = typeof study === 'string';
  const file = named ? '' : `printf %s ${quote(JSON.stringify(study))} > study.json\n`;
  const words = [
    ['npx tombola', ...before, 'study run', named ? quote(study) : 'study.json'].join(' '),
    ...option('scale', scale),
    ...option('seeds', seeds && printSeeds(seeds)),
    ...option('draws', draws),
    ...settingsOf(changes).map((setting) => `--set ${quote(setting)}`),
    ...after,
  ];
  return `${file}${wrap(words)}`;
}

/** Words on one line where they fit, else each on its own. */
function wrap([command, ...words]: readonly (string | undefined)[]): string {
  const line = [command, ...words].join(' ');
  return line.length <= LINE ? line : [command, ...words].join(' \\\n  ');
}

const TOKEN_NOTE = '# The token is read from TOMBOLA_TOKEN.';

/** `--priority=-3`: a value that begins with a hyphen is no option. */
function option(flag: string, value: string | number | undefined): string[] {
  if (value === undefined) return [];
  const text = String(value);
  return [`--${flag}${text.startsWith('-') ? '=' : ' '}${quote(text)}`];
}

function runOf(source: StudyCreate['source'], original: Original | undefined): Run | undefined {
  switch (source.from) {
    case 'preset':
      return { ...source, study: source.preset };
    case 'declaration':
      return { ...source, study: source.declaration };
    case 'recipe':
      return { study: studyOfRecipe(source.recipe, source.seeds ?? [0, 1, 2]) };
    case 'clone': {
      if (original === undefined) return undefined;
      const own = source.scale === undefined ? original.options : {};
      return {
        study: original.preset ?? original.declaration,
        scale: source.scale ?? original.scale,
        seeds: source.seeds ?? own.seeds,
        draws: source.draws ?? own.draws,
        changes: layPatches(original.options.changes ?? {}, source.changes ?? {}),
        name: original.name === original.declaration['title'] ? undefined : original.name,
      };
    }
  }
}

/** A patch as `PATH=VALUE` of the command line: values are JSON where they would be read as JSON. */
export function settingsOf(patch: Values, path: readonly string[] = []): string[] {
  return Object.entries(patch).flatMap(([key, value]) => {
    const inner = [...path, key];
    const splits = isValues(value) && Object.keys(value).length > 0 && Object.keys(value).every(isName);
    return splits ? settingsOf(value, inner) : [`${inner.join('.')}=${textOf(value)}`];
  });
}

function textOf(value: unknown): string {
  if (typeof value !== 'string' || value === '') return JSON.stringify(value);
  try {
    JSON.parse(value);
    return JSON.stringify(value);
  } catch {
    return value;
  }
}

function curlOf(request: StudyCreate, { origin, token }: Surroundings): string {
  return wrap([
    'curl -fsS',
    ...(token ? ['-H "Authorization: Bearer $TOMBOLA_TOKEN"'] : []),
    `-H 'content-type: application/json'`,
    `-d ${quote(jsonOf(request))}`,
    quote(`${origin}/api/v1/studies`),
  ]);
}

function typescriptOf(request: StudyCreate, { origin, token }: Surroundings): string {
  const options = `{ url: ${literal(origin)}${token ? ', token: process.env.TOMBOLA_TOKEN' : ''} }`;
  return [
    `import { createClient } from '@tombola/server';`,
    '',
    `const tombola = createClient(${options});`,
    `const { id } = await tombola.studies.create.mutate(${literal(request)});`,
    'const study = await tombola.waitForStudy(id);',
  ].join('\n');
}
