import {
  levelStateSchema,
  studyStateSchema,
  type EventOut,
  type EventType,
  type LevelState,
  type StudyState,
} from '@tombola/shared';
import { formatCount, formatDensity } from '../lib/format';
import { subjectPage } from './pages-of-subjects';

/** Kinds of events that are shown or not, with the types that they are. */
export const kinds = {
  studies: ['study.created', 'study.changed', 'study.deleted'],
  levels: ['level.changed'],
  measurements: ['metrics'],
  exports: ['export.changed'],
  models: ['model.changed'],
  notes: ['note.changed'],
  workers: ['worker.changed'],
} as const satisfies Readonly<Record<string, readonly EventType[]>>;

export type Kind = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as Kind[];

/** The kind of a type. */
export function kindOf(type: EventType): Kind {
  return kindNames.find((kind) => (kinds[kind] as readonly EventType[]).includes(type))!;
}

/** An event as a line to read. */
export interface Happening {
  readonly id: number;
  readonly at: string;
  readonly kind: Kind;
  readonly studies: readonly string[];
  /** What something came to be. */
  readonly state?: LevelState | StudyState;
  /** What it happened to, and where that is. */
  readonly subject?: { readonly words: string; readonly href: string };
  readonly words: string;
  /** What went wrong. */
  readonly wrong?: string;
}

/**
 * Events, newest first, as lines. Counters of studies that moved are left out: the level that moved them has a line of
 * its own.
 */
export function happenings(events: readonly EventOut[]): Happening[] {
  const lines: Happening[] = [];
  const before = new Map<string, EventOut['data']>();
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i]!;
    const { id, at, type, studies, data } = event;
    const [study] = studies;
    const told = type === 'study.changed' ? studyTold(data, before.get(study ?? '')) : toldOf(event);
    if (type === 'study.changed' && study !== undefined) before.set(study, data);
    if (told !== undefined) lines.push({ id, at, kind: kindOf(type), studies, ...told });
  }
  return lines.reverse();
}

type Told = Omit<Happening, 'id' | 'at' | 'kind' | 'studies'>;

const counters = ['levels', 'levelsDone', 'levelsFailed', 'levelsRunning', 'stepsDone'];

function studyTold(data: EventOut['data'], before: EventOut['data'] | undefined): Told | undefined {
  const moved = (names: readonly string[]) => before === undefined || names.some((name) => before[name] !== data[name]);
  if (moved(['state', 'desired'])) {
    const state = studyStateSchema.safeParse(data['state']).data;
    const { levelsDone: done, levels } = data;
    const count =
      typeof done === 'number' && typeof levels === 'number'
        ? `${formatCount(done)} of ${formatCount(levels)} levels done`
        : 'changed';
    return { ...(state && { state }), words: count };
  }
  return moved(counters) ? undefined : { words: 'name, tags, priority or place in the archive changed' };
}

function toldOf({ type, data, level, trial }: EventOut): Told {
  const text = (name: string) => textOf(data[name]);
  const state = levelStateSchema.safeParse(data['state']).data;
  const told = { ...(state && { state }), ...(level !== null && { subject: levelSubject(level, trial) }) };
  switch (type) {
    case 'study.created':
      return { words: `launched as “${text('name')}”` };
    case 'study.deleted':
      return { words: `deleted: “${text('name')}”` };
    case 'level.changed':
      return { ...told, ...levelWords(data) };
    case 'metrics':
      return {
        ...told,
        words: `measured to step ${formatCount(Number(data['to']))} of ${formatCount(Number(data['steps']))}`,
      };
    case 'export.changed':
      return { ...told, ...(level && { subject: { words: level, href: `/tickets/${level}` } }), words: 'as ONNX' };
    case 'model.changed':
      return { subject: { words: text('model'), href: `/models/${text('model')}` }, words: modelWords(data) };
    case 'note.changed':
      return { ...noteSubject(data), words: `a note was ${text('action')}` };
    case 'worker.changed':
      return {
        subject: { words: text('name') || text('worker'), href: '/workers?all=true' },
        words: `worker ${text('state')}`,
      };
    default:
      return { words: type };
  }
}

const levelSubject = (level: string, trial: string | null) => ({
  words: level,
  href: `/trials/${trial ?? level.replace(/-l\d+$/, '')}?level=${level}`,
});

function noteSubject({ subject, subjectId }: EventOut['data']): Pick<Happening, 'subject'> {
  const href = subjectPage(subject, subjectId);
  return href === undefined ? {} : { subject: { words: textOf(subjectId), href } };
}

function levelWords(data: EventOut['data']): Pick<Told, 'words' | 'wrong'> {
  const { state, density, stopping, attempt, error } = data;
  const wrong = (error as { message?: unknown } | null | undefined)?.message;
  if (typeof wrong === 'string') return { words: '', wrong };
  if (stopping === true) return { words: 'asked to stop' };
  if (state === 'done' && typeof density === 'number') return { words: `${formatDensity(density)} of the weights` };
  if (state === 'running' && typeof attempt === 'number' && attempt > 1) return { words: `attempt ${attempt}` };
  return { words: '' };
}

function modelWords({ action, version, from, stage }: EventOut['data']): string {
  const words = `${version === undefined ? 'model' : `version ${textOf(version)}`} ${textOf(action)}`;
  return typeof stage === 'string' ? `${words}: ${textOf(from)} → ${stage}` : words;
}

const textOf = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
