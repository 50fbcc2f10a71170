import { datasetFacts } from '@tombola/datasets';
import { networkStructure, type NetworkStructure } from '@tombola/nn';
import { InputError, readRecipe } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { Queryable } from '../store/connect';
import { ConflictError, NotFoundError } from './problems';

/** The network of a stored recipe; undefined for a recipe that this version cannot read. */
export function networkOfRecipe(stored: unknown): NetworkStructure | undefined {
  try {
    const { network, dataset } = readRecipe(stored);
    return networkStructure(network, datasetFacts(dataset));
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** The network that a level trains. @throws {NotFoundError} @throws {ConflictError} for one that this version has not. */
export async function networkOfLevel(db: Queryable, level: string): Promise<NetworkStructure> {
  const { rows } = await db.execute<{ recipe: unknown }>(
    sql`select t.recipe from levels l join trials t on t.id = l.trial_id where l.id = ${level}`,
  );
  if (rows[0] === undefined) throw new NotFoundError('level', level);
  const network = networkOfRecipe(rows[0].recipe);
  if (network !== undefined) return network;
  throw new ConflictError({
    what: `this version does not know the network of ${level}`,
    value: level,
    expected: 'a recipe that it can read',
  });
}
