import { isRecord, type StudyDetail } from '@tombola/shared';
import { settings } from '../parts/arm-rows';

/** What of a study says how it was made. */
export type MadeStudy = Pick<
  StudyDetail,
  'id' | 'name' | 'preset' | 'scale' | 'options' | 'device' | 'priority' | 'retryLimit' | 'tags' | 'declaration'
>;

export interface CommandOptions {
  /** The preset as the server has it is the study's declaration; else the study is run from its file. */
  readonly named: boolean;
  /** Where the server is: the study runs there. */
  readonly server?: string;
}

/** The name that a file of the study's declaration has. */
export const studyFile = 'study.json';
/** The name that a file of what the API is sent has. */
export const launchFile = 'launch.json';

interface Options {
  readonly seeds?: readonly number[];
  readonly draws?: number;
  readonly changes: Readonly<Record<string, unknown>>;
}

function optionsOf({ options: { seeds, draws, changes } }: MadeStudy): Options {
  return {
    ...(Array.isArray(seeds) && { seeds: seeds as number[] }),
    ...(typeof draws === 'number' && { draws }),
    changes: isRecord(changes) ? changes : {},
  };
}

/** The study as a command line for a POSIX shell, one option a line where there are several. */
export function studyCommand(study: MadeStudy, { named, server }: CommandOptions): string {
  const { seeds, draws, changes } = optionsOf(study);
  const parts = [
    `npx tombola study run ${named ? quote(study.preset!) : studyFile}`,
    `--scale ${study.scale}`,
    ...(seeds === undefined ? [] : [`--seeds ${[...seeds].sort((a, b) => a - b).join(',')}`]),
    ...(draws === undefined ? [] : [`--draws ${draws}`]),
    ...settings(changes).map(([path, value]) => `--set ${quote(`${path}=${JSON.stringify(value)}`)}`),
    ...(server === undefined ? [] : [`--server ${quote(server)}`, '--follow']),
  ];
  return parts.join(parts.length > 4 ? ' \\\n  ' : ' ');
}

/** What the API launches the study from, again. */
export function launchBody(study: MadeStudy, named: boolean): Record<string, unknown> {
  const { seeds, draws, changes } = optionsOf(study);
  const options = {
    scale: study.scale,
    ...(seeds && { seeds }),
    ...(draws !== undefined && { draws }),
    ...(Object.keys(changes).length > 0 && { changes }),
  };
  const { name, device, priority, retryLimit, tags, declaration } = study;
  return {
    source: named
      ? { from: 'preset', preset: study.preset, ...options }
      : { from: 'declaration', declaration, ...options },
    name,
    ...(device !== 'cpu' && { device }),
    ...(priority !== 0 && { priority }),
    ...(retryLimit !== 2 && { retryLimit }),
    ...(tags.length > 0 && { tags }),
  };
}

/** The call of the API for a POSIX shell. Where the study is a file, so is what is sent. */
export function curlCommand(study: MadeStudy, { named, server }: CommandOptions & { readonly server: string }): string {
  const data = named ? quote(JSON.stringify(launchBody(study, true))) : `@${launchFile}`;
  return [
    `curl -fsS \${TOMBOLA_TOKEN:+-H "Authorization: Bearer $TOMBOLA_TOKEN"} -H 'content-type: application/json' \\`,
    `  -d ${data} \\`,
    `  ${quote(`${server}/api/v1/studies`)}`,
  ].join('\n');
}

/** The same in TypeScript. */
export function clientProgram(
  study: MadeStudy,
  { named, server }: CommandOptions & { readonly server: string },
): string {
  const body = launchBody(study, named);
  const source = body['source'] as Record<string, unknown>;
  const shown = named ? body : { ...body, source: { ...source, declaration: PLACE } };
  const input = literal(shown).replace(`'${PLACE}'`, `JSON.parse(await readFile('${studyFile}', 'utf8'))`);
  return [
    ...(named ? [] : [`import { readFile } from 'node:fs/promises';`]),
    `import { createClient } from '@tombola/server';`,
    '',
    `const tombola = createClient({ url: ${literal(server)}, token: process.env.TOMBOLA_TOKEN });`,
    `const { id } = await tombola.studies.create.mutate(${input});`,
    'await tombola.waitForStudy(id);',
    'const { aggregates, claims } = await tombola.studies.page.query({ study: id });',
  ].join('\n');
}

const PLACE = '\u0001declaration\u0001';

/** A word of a POSIX shell, as it is. */
export function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A value as TypeScript has it. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') {
    const inside = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
    return value === PLACE ? `'${PLACE}'` : `'${inside}'`;
  }
  if (Array.isArray(value)) return `[${value.map((each) => literal(each, indent)).join(', ')}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const inner = `${indent}  `;
  const members = Object.entries(value).map(
    ([name, member]) => `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name)}: ${literal(member, inner)}`,
  );
  if (members.length === 0) return '{}';
  const line = `{ ${members.join(', ')} }`;
  if (line.length <= 60 && !line.includes('\n')) return line;
  return `{\n${members.map((member) => `${inner}${member},\n`).join('')}${indent}}`;
}
