import { encodeSafetensors, type StoredTensor, type StudyDeclaration } from '@tombola/shared';
import { planStudy, readStudy } from '@tombola/studies';
import { change } from '../../ledger/change';
import type { Claim } from '../../ledger/claim';
import { createStudy } from '../../ledger/create-study';
import { finishLevel } from '../../ledger/finish';
import type { Services } from '../context';
import { tinyStudy } from './tiny-study';
import { madeUpResult } from './train';

type Parts = Pick<Services, 'store' | 'queue' | 'artifacts'>;

export interface TinyOptions {
  readonly seeds?: readonly number[];
  /** Of the control, within each seed. */
  readonly draws?: number;
  /** Laid over the recipe. */
  readonly change?: Record<string, unknown>;
  /** What the study says besides. */
  readonly declare?: Partial<StudyDeclaration>;
}

/** Launches the tiny study without the API. @returns its id */
export function launchTiny(
  { store, queue }: Parts,
  { seeds = [0], draws = 1, change: recipe = {}, declare = {} }: TinyOptions = {},
): Promise<string> {
  const declaration: StudyDeclaration = { ...tinyStudy, ...declare, recipe: { ...tinyStudy.recipe, ...recipe } };
  const plan = planStudy(readStudy(declaration), { scale: 'smoke', seeds, draws });
  return change(store.db, (current) =>
    createStudy(current, queue, {
      plan,
      name: 'Tiny',
      preset: null,
      options: {},
      device: 'cpu',
      priority: 0,
      retryLimit: 2,
      clonedFrom: null,
      owner: 'local',
      tags: [],
    }),
  );
}

/** A mask of so many rows and columns. */
export interface MadeUpMask {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** The bytes of a ticket with these masks and no parameters. */
export function ticketOf(masks: Readonly<Record<string, MadeUpMask>>): Uint8Array {
  const tensors = Object.entries(masks).flatMap(([name, { shape, data }]): [string, StoredTensor][] => [
    [`mask/${name}`, { shape, data }],
    [`init/${name}`, { shape, data: new Float32Array(data.length) }],
  ]);
  return encodeSafetensors({ tensors: Object.fromEntries(tensors), metadata: { format: 'tombola-ticket-1' } });
}

/** Ends a claimed level well, with a ticket of these bytes. */
export async function finishWithTicket(parts: Parts, held: Claim, ticket: Uint8Array): Promise<void> {
  const blob = await parts.artifacts.put(ticket);
  const file = { kind: 'ticket' as const, name: 'ticket.safetensors', mediaType: 'application/octet-stream', ...blob };
  await change(parts.store.db, (current) =>
    finishLevel(current, parts.queue, held.hold, { result: madeUpResult(held), files: [file], log: '' }),
  );
}
