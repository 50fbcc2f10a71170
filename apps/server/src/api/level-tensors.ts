import { DamagedError, decodeSafetensors, InputError, type StoredTensor } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { ArtifactStore } from '../artifacts/store';
import type { Queryable } from '../store/connect';
import { ConflictError, NotFoundError } from './problems';

/** Where the tensors of a finished level lie, by digest. */
export interface LevelTensorFiles {
  /** mask/NAME U8, init/NAME F32. */
  readonly ticket: string;
  /** NAME F32. */
  readonly final: string;
  /** The ticket of the dense level that it descends from; its own for a dense one, null when that has none any more. */
  readonly origin: string | null;
}

/** More bytes than this are not brought into memory for one answer. */
export const MOST_BYTES = 512 * 2 ** 20;

/**
 * The files of a level.
 *
 * @throws {NotFoundError} for a level that there is not. @throws {ConflictError} for one that is not done, or too large.
 */
export async function tensorFilesOf(db: Queryable, level: string): Promise<LevelTensorFiles> {
  const { rows } = await db.execute<{
    state: string;
    ticket: string | null;
    final: string | null;
    origin: string | null;
    bytes: number;
  }>(sql`
    with recursive line as (
      select no, id, parent_id, 0 as up from levels where id = ${level}
      union all
      select p.no, p.id, p.parent_id, line.up + 1 from levels p join line on p.id = line.parent_id where line.up < 1000
    ),
    files as (
      select a.kind, a.sha256, a.size, line.up, line.parent_id from line join artifacts a on a.level_no = line.no
      where a.kind = 'ticket' or (a.kind = 'final' and line.up = 0)
    )
    select l.state,
      (select sha256 from files where kind = 'ticket' and up = 0) as ticket,
      (select sha256 from files where kind = 'final') as final,
      (select sha256 from files where kind = 'ticket' and parent_id is null) as origin,
      (select coalesce(sum(size), 0)::float8 from files where up = 0 or parent_id is null) as bytes
    from levels l where l.id = ${level}`);
  const [row] = rows;
  if (row === undefined) throw new NotFoundError('level', level);
  const { state, ticket, final, origin, bytes } = row;
  if (ticket === null || final === null) {
    throw new ConflictError({
      what: `${level} has no trained weights`,
      value: state,
      expected: 'a level that is done',
    });
  }
  if (bytes > MOST_BYTES) {
    throw new ConflictError({
      what: `the weights of ${level} are too many to be looked at here`,
      value: bytes,
      expected: `at most ${MOST_BYTES} bytes`,
      mend: 'Download its artifacts.',
    });
  }
  return { ticket, final, origin };
}

/** The tensors in stored bytes. @throws {DamagedError} when they are no tensors. @throws {StorageError} */
export async function readTensors(
  artifacts: Pick<ArtifactStore, 'get'>,
  sha256: string,
): Promise<Readonly<Record<string, StoredTensor>>> {
  try {
    return decodeSafetensors(await artifacts.get(sha256), sha256).tensors;
  } catch (error) {
    // Whoever asks for them did nothing wrong.
    if (error instanceof InputError) throw new DamagedError(error.problem, { cause: error });
    throw error;
  }
}
