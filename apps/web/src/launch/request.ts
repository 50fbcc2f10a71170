import type { StudyCreate } from '@tombola/shared';
import type { Values } from '../schema-form/json-schema';
import type { Beneath } from './beneath';
import type { LaunchState } from './launch-state';
import { parseSeeds } from './seeds';
import { MOST_ARMS, sweepStudy, type Combination } from './sweep';

/** What the form would launch, and what keeps it from that, by field. */
export interface Request {
  readonly request: StudyCreate | undefined;
  readonly problems: ReadonlyMap<string, string>;
}

interface Parts {
  readonly state: LaunchState;
  readonly beneath: Beneath;
  /** The recipe that the form shows, and what it changes of the one beneath. */
  readonly target: Values;
  readonly changes: Values;
  /** Of a sweep; one for a recipe alone. */
  readonly combinations: readonly Combination[];
  /** The id of the preset, with its default. */
  readonly preset: string;
  readonly declaration: Values | undefined;
}

/** The request to the server: what was said, nothing that holds anyway. */
export function requestOf(parts: Parts): Request {
  const { state, beneath } = parts;
  const problems = new Map<string, string>();
  const note = <T>(field: string, value: T | Wrong): T | undefined => {
    if (!(value instanceof Wrong)) return value;
    problems.set(field, value.message);
    return undefined;
  };
  const seeds = note('seeds', readSeeds(state.seeds));
  const draws = note('draws', readWhole(state.draws, 1, 100));
  const options = {
    name: note('name', readName(state.name)),
    device: unless(state.device ?? beneath.device, 'cpu'),
    priority: unless(note('priority', readWhole(state.priority, -100, 100)) ?? beneath.priority, 0),
    retryLimit: unless(note('retries', readWhole(state.retries, 0, 10)) ?? beneath.retries, 2),
    tags: note('tags', readTags(state.tags)),
  };
  const source = note('source', sourceOf(parts, seeds, draws));
  const request = source && problems.size === 0 ? { source, ...given(options) } : undefined;
  return { request, problems };
}

/** What was typed is none of what was expected. */
class Wrong {
  constructor(readonly message: string) {}
}

type Source = StudyCreate['source'];

function sourceOf(
  { state, beneath, target, changes, combinations, preset, declaration }: Parts,
  seeds: number[] | undefined,
  draws: number | undefined,
): Source | Wrong {
  const laid = Object.keys(changes).length > 0 ? { ...changes } : undefined;
  const scale = beneath.scale as 'smoke' | 'quick' | 'paper';
  switch (state.from) {
    case 'recipe': {
      const drawn = seeds ?? [...beneath.seeds];
      if (combinations.length === 0) return new Wrong(`The sweep has more than ${MOST_ARMS} arms.`);
      if (combinations[0]!.texts.length === 0) return { from: 'recipe', recipe: { ...target }, seeds: drawn };
      return { from: 'declaration', declaration: sweepStudy(target, combinations, drawn), scale: 'quick' };
    }
    case 'declaration':
      if (declaration === undefined) return new Wrong('Needed: a study as JSON.');
      return { from: 'declaration', declaration: { ...declaration }, scale, ...given({ seeds, draws, changes: laid }) };
    case 'study': {
      const options = given({ seeds, draws, changes: laid });
      if (state.clone === null) return { from: 'preset', preset, scale, ...options };
      const own = scale === beneath.original?.scale;
      return { from: 'clone', study: beneath.original?.id ?? state.clone, ...(!own && { scale }), ...options };
    }
  }
}

function readSeeds(text: string): number[] | undefined | Wrong {
  if (text.trim() === '') return undefined;
  const seeds = parseSeeds(text);
  return typeof seeds === 'string' ? new Wrong(seeds) : [...seeds];
}

function readWhole(text: string, from: number, to: number): number | undefined | Wrong {
  if (text.trim() === '') return undefined;
  const value = /^[+-]?\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= from && value <= to ? value : new Wrong(`Expected a whole number from ${from} to ${to}.`);
}

function readName(text: string): string | undefined | Wrong {
  const name = text.trim();
  if (name.length > 200) return new Wrong('Expected at most 200 characters.');
  return name === '' ? undefined : name;
}

const tag = /^[\p{L}\p{N}][\p{L}\p{N} ._:/-]*$/u;

function readTags(text: string): string[] | undefined | Wrong {
  const tags = [...new Set(text.split(',').map((each) => each.trim()))].filter((each) => each !== '');
  const wrong = tags.find((each) => !tag.test(each) || each.length > 50);
  if (wrong !== undefined)
    return new Wrong(`Expected letters, digits, spaces and . _ : / - in at most 50 characters; “${wrong}” has others.`);
  if (tags.length > 20) return new Wrong('Expected at most 20 tags.');
  return tags.length === 0 ? undefined : tags;
}

/** A value that says something: another than what holds without it. */
const unless = <T>(value: T, otherwise: T): T | undefined => (value === otherwise ? undefined : value);

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The members that are there. */
function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}
