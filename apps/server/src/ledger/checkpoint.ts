import { sql } from 'drizzle-orm';
import type { Change } from './change';
import { fence, type Hold } from './fence';

/**
 * Notes a checkpoint whose bytes are in the artifact store. Progress forgives the losses before it.
 *
 * @returns the digest of the checkpoint that it replaces, whose bytes nobody needs any more
 * @throws {LostLevelError} when the hold is over.
 */
export async function saveCheckpoint(
  { tx }: Change,
  hold: Hold,
  checkpoint: { readonly sha256: string; readonly step: number },
): Promise<string | undefined> {
  const { no } = await fence(tx, hold);
  const { rows } = await tx.execute<{ before: string | null }>(sql`
    update levels l set checkpoint_sha256 = ${checkpoint.sha256}, checkpoint_step = ${checkpoint.step}, losses = 0,
      updated_at = now()
    from (select no, checkpoint_sha256 as before from levels where no = ${no}) old
    where l.no = old.no returning old.before`);
  const before = rows[0]?.before ?? undefined;
  return before === checkpoint.sha256 ? undefined : before;
}
