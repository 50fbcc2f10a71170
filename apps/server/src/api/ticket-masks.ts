import { DamagedError, decodeSafetensors, InputError } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { ArtifactStore } from '../artifacts/store';
import type { Queryable } from '../store/connect';
import { list } from '../store/sql';
import { ConflictError, NotFoundError } from './problems';

/** The mask of one parameter, one bit a weight. */
export interface PackedMask {
  readonly shape: readonly number[];
  readonly kept: number;
  readonly total: number;
  /** Weight i is bit i % 32 of word i / 32; the bits behind the last weight are 0. */
  readonly bits: Uint32Array;
}

/** Masks of a ticket by parameter. */
export type TicketMasks = ReadonlyMap<string, PackedMask>;

/** Bytes of decoded masks that are kept for the next call. */
const MOST_BYTES = 64 * 2 ** 20;
const caches = new WeakMap<ArtifactStore, MaskCache>();

/**
 * The masks of the tickets of levels.
 *
 * @throws {NotFoundError} for a level that there is not. @throws {ConflictError} for one that has no ticket yet.
 * @throws {StorageError} when a ticket cannot be read.
 */
export async function masksOfLevels(
  db: Queryable,
  artifacts: ArtifactStore,
  levels: readonly string[],
): Promise<Map<string, TicketMasks>> {
  const { rows } = await db.execute<{ id: string; state: string; sha256: string | null }>(sql`
    select l.id, l.state, a.sha256
    from levels l left join tickets t on t.level_no = l.no left join artifacts a on a.id = t.artifact_id
    where l.id = any(${list(levels)}::text[])`);
  const digests = new Map(rows.map(({ id, sha256 }) => [id, sha256]));
  for (const level of levels) {
    if (!digests.has(level)) throw new NotFoundError('level', level);
    if (digests.get(level) !== null) continue;
    throw new ConflictError({
      what: `${level} has no ticket yet`,
      value: rows.find(({ id }) => id === level)!.state,
      expected: 'a level that is done',
    });
  }
  let cache = caches.get(artifacts);
  if (cache === undefined) caches.set(artifacts, (cache = new MaskCache(artifacts, MOST_BYTES)));
  const masks = new Map<string, TicketMasks>();
  // One after the other: a ticket holds all parameters, and only its masks stay in memory.
  for (const level of levels) masks.set(level, await cache.get(digests.get(level)!));
  return masks;
}

/** Masks of tickets by digest, the least recently used of them forgotten first. */
export class MaskCache {
  readonly #known = new Map<string, { readonly masks: TicketMasks; readonly bytes: number }>();
  readonly #coming = new Map<string, Promise<TicketMasks>>();
  #bytes = 0;

  constructor(
    private readonly artifacts: Pick<ArtifactStore, 'get'>,
    private readonly most: number,
  ) {}

  /** What is kept, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  async get(sha256: string): Promise<TicketMasks> {
    const known = this.#known.get(sha256);
    if (known !== undefined) {
      this.#known.delete(sha256);
      this.#known.set(sha256, known);
      return known.masks;
    }
    const coming = this.#coming.get(sha256) ?? this.#load(sha256).finally(() => this.#coming.delete(sha256));
    this.#coming.set(sha256, coming);
    return coming;
  }

  async #load(sha256: string): Promise<TicketMasks> {
    const masks = masksIn(await this.artifacts.get(sha256), sha256);
    const bytes = [...masks.values()].reduce((sum, { bits }) => sum + bits.byteLength, 1000);
    if (bytes > this.most) return masks;
    this.#known.set(sha256, { masks, bytes });
    this.#bytes += bytes;
    for (const [oldest, { bytes: freed }] of this.#known) {
      if (this.#bytes <= this.most) break;
      this.#known.delete(oldest);
      this.#bytes -= freed;
    }
    return masks;
  }
}

/**
 * The masks in the bytes of a ticket.
 *
 * @param name of the bytes, for messages. @throws {DamagedError} when they are no ticket.
 */
export function masksIn(bytes: Uint8Array, name: string): TicketMasks {
  try {
    const { tensors } = decodeSafetensors(bytes, `ticket ${name}`);
    return new Map(
      Object.entries(tensors)
        .filter(([tensor]) => tensor.startsWith('mask/'))
        .map(([tensor, { shape, data }]) => [tensor.slice('mask/'.length), packed(shape, data)]),
    );
  } catch (error) {
    // Whoever asks for the masks did nothing wrong.
    if (error instanceof InputError) throw new DamagedError(error.problem, { cause: error });
    throw error;
  }
}

function packed(shape: readonly number[], data: ArrayLike<number>): PackedMask {
  const bits = new Uint32Array(Math.ceil(data.length / 32));
  let kept = 0;
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 0) continue;
    bits[i >>> 5]! |= 1 << (i & 31);
    kept++;
  }
  return { shape, kept, total: data.length, bits };
}
