import type { EventOut, StudyOut } from '@tombola/shared';
import { hasEnded } from '../studies/states';

/** The event of an end is written with it; later ones of the same study tell of its name or tags. */
const APART_MS = 5000;

/** The study that has ended by what an event says, if any. Whether it just did, the study itself says. */
export function endedStudy({ type, studies, data }: EventOut): string | undefined {
  const ended = type === 'study.changed' && hasEnded(data['state']);
  return ended ? studies[0] : undefined;
}

/** Whether the event is that of the end. */
export function endedThen({ finishedAt }: Pick<StudyOut, 'finishedAt'>, { at }: Pick<EventOut, 'at'>): boolean {
  return finishedAt !== null && Math.abs(Date.parse(at) - Date.parse(finishedAt)) <= APART_MS;
}

/** What is told of it. */
export function endWords(study: Pick<StudyOut, 'name' | 'state' | 'levels' | 'levelsDone' | 'levelsFailed'>) {
  const { name, state, levels, levelsDone, levelsFailed } = study;
  const failed = levelsFailed > 0 ? `, ${levelsFailed} failed` : '';
  return { title: `${name} is ${state}`, body: `${levelsDone} of ${levels} levels done${failed}.` };
}
