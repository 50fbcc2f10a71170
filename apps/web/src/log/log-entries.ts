import type { EventOut, LevelState, StudyDetail, StudyState } from '@tombola/shared';
import { levelStateSchema, studyStateSchema } from '@tombola/shared';
import { formatCount, formatDensity, formatMetricName, formatValue } from '../lib/format';
import { placeOf } from '../study/parts/level-place';

export const logKinds = ['study', 'levels', 'exports', 'notes', 'measurements'] as const;
export type LogKind = (typeof logKinds)[number];

/** A line of the log. */
export interface LogEntry {
  readonly id: number;
  readonly at: string;
  readonly kind: LogKind;
  /** What something came to be. */
  readonly state?: LevelState | StudyState;
  /** What it happened to, and where that is. */
  readonly subject?: { readonly words: string; readonly href: string };
  readonly words: string;
  /** What went wrong. */
  readonly wrong?: string;
}

/** Of a study, what its log is made with. */
export type LoggedStudy = Pick<StudyDetail, 'arms' | 'declaration'>;

/**
 * Events, newest first, as lines to read. Counters that moved are left out: the level that moved them has a line of its
 * own.
 */
export function logEntries(events: readonly EventOut[], study: LoggedStudy): LogEntry[] {
  const entries: LogEntry[] = [];
  let before: EventOut['data'] | undefined;
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i]!;
    const entry = event.type === 'study.changed' ? changeEntry(event, before) : entryOf(event, study);
    if (event.type === 'study.changed') before = event.data;
    if (entry !== undefined) entries.push({ id: event.id, at: event.at, ...entry });
  }
  return entries.reverse();
}

type Told = Omit<LogEntry, 'id' | 'at'>;

const became: Readonly<Record<StudyState, string>> = {
  queued: 'waits for a worker',
  running: 'runs',
  paused: 'is paused',
  done: 'is done',
  failed: 'failed',
  cancelled: 'is cancelled',
};

/** What became of the study; nothing when only its counters moved. */
function changeEntry({ data }: EventOut, before: EventOut['data'] | undefined): Told | undefined {
  const same = (...names: string[]) => before !== undefined && names.every((name) => before[name] === data[name]);
  const state = studyStateSchema.safeParse(data['state']).data;
  const { levelsDone: done, levels } = data;
  if (!same('state', 'desired')) {
    const count =
      typeof done === 'number' && typeof levels === 'number'
        ? `, ${formatCount(done)} of ${formatCount(levels)} levels done`
        : '';
    return {
      kind: 'study',
      ...(state && { state }),
      words: `The study ${state ? became[state] : 'is changed'}${count}.`,
    };
  }
  if (same('levels', 'levelsDone', 'levelsFailed', 'levelsRunning', 'stepsDone'))
    return { kind: 'study', words: 'The study was changed: its name, tags, priority, or place in the archive.' };
  return undefined;
}

function entryOf(event: EventOut, study: LoggedStudy): Told | undefined {
  const { type, data, level } = event;
  switch (type) {
    case 'study.created':
      return { kind: 'study', words: `The study was launched as “${String(data['name'])}”.` };
    case 'study.deleted':
      return { kind: 'study', words: 'The study was deleted.' };
    case 'level.changed':
      return level === null ? undefined : { kind: 'levels', ...levelTold(data, level, study) };
    case 'metrics':
      if (level === null) return undefined;
      return {
        kind: 'measurements',
        subject: subjectOf(level, study),
        words: `was measured to step ${formatCount(Number(data['to']))} of ${formatCount(Number(data['steps']))}.`,
      };
    case 'export.changed':
      if (level === null) return undefined;
      return {
        kind: 'exports',
        subject: { ...subjectOf(level, study), href: `/tickets/${level}` },
        ...stateOf(data),
        words: `as ONNX is ${String(data['state'])}.`,
      };
    case 'note.changed':
      return { kind: 'notes', words: `A note was ${String(data['action'])}.` };
    default:
      return undefined;
  }
}

function subjectOf(level: string, { arms }: LoggedStudy) {
  const { trial, words } = placeOf(arms, level);
  return { words, href: `/trials/${trial}?level=${level}` };
}

const stateOf = (data: EventOut['data']) => {
  const state = levelStateSchema.safeParse(data['state']).data;
  return state === undefined ? {} : { state };
};

function levelTold(data: EventOut['data'], level: string, study: LoggedStudy): Omit<Told, 'kind'> {
  const subject = subjectOf(level, study);
  const { state } = stateOf(data);
  const told = { subject, ...(state && { state }) };
  const attempt = Number(data['attempt']);
  switch (state) {
    case 'running':
      if (data['stopping'] === true) return { ...told, words: 'is asked to stop.' };
      return { ...told, words: attempt > 1 ? `began, for the ${ordinal(attempt)} time.` : 'began.' };
    case 'done':
      return { ...told, words: `is done${resultWords(data, study)}.` };
    case 'failed':
      return { ...told, words: 'failed.', ...wrongOf(data['error']) };
    case 'queued':
      return { ...told, words: 'waits for a worker.' };
    default:
      return { ...told, words: `is ${state ?? 'changed'}.` };
  }
}

/** The density and the first metric of the study's tables that the level has. */
function resultWords({ density, metrics }: EventOut['data'], { declaration }: LoggedStudy): string {
  const values = (metrics ?? {}) as Record<string, number>;
  const tables = (declaration['tables'] ?? []) as { metric: string; unit: 'percent' | 'count' | 'number' }[];
  const table = tables.find(({ metric }) => Number.isFinite(values[metric]));
  const parts = [
    typeof density === 'number' && `${formatDensity(density)} of the weights`,
    table &&
      `${formatMetricName(table.metric)} ${formatValue(values[table.metric], table.unit)}${table.unit === 'percent' ? ' %' : ''}`,
  ].filter(Boolean);
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}

function wrongOf(error: unknown): { wrong?: string } {
  const message = (error as { message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? { wrong: message } : {};
}

function ordinal(count: number): string {
  const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
  return `${count}${endings[new Intl.PluralRules('en', { type: 'ordinal' }).select(count)]}`;
}
