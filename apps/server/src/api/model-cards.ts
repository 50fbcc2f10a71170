import { modelCard, type CardMetric } from '@tombola/deploy';
import { meanInterval, metricUnit, summary } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from './context';
import { MOST_BYTES } from './level-tensors';
import { onnxDescriptionsOf } from './onnx-descriptions';
import { ConflictError, NotFoundError } from './problems';
import { reproduceTrial } from './recipe-study';

type Metrics = Readonly<Record<string, number>>;

interface Row extends Record<string, unknown> {
  readonly about: string;
  readonly versionAbout: string;
  readonly verification: unknown;
  readonly sha256: string;
  readonly size: number;
  readonly level: number;
  readonly metrics: Metrics;
  readonly trial: string;
  readonly recipe: unknown;
  readonly recipeHash: string;
  readonly seed: number;
  /** Of every seed of the recipe that has the level, this one among them. */
  readonly ofSeeds: readonly Metrics[];
}

/** What older verifications lack is not shown. */
const verificationSchema = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
  provider: z.string().optional(),
  examples: z.int(),
  sha256: z.string(),
});

/**
 * The model card of a version in Markdown: of its file, the level that it was exported from, and the same level of all
 * seeds of its recipe that are stored.
 *
 * @throws {NotFoundError} @throws {ConflictError} for a file that is too large. @throws {StorageError}
 */
export async function cardOfVersion(
  { store, artifacts }: Pick<Context, 'store' | 'artifacts'>,
  { model, version }: { readonly model: string; readonly version: number },
): Promise<string> {
  const { rows } = await store.db.execute<Row>(sql`
    select m.description as about, v.description as "versionAbout", e.verification, a.sha256, a.size::float8 as size,
      l.level, l.metrics, t.id as trial, t.recipe, t.recipe_hash as "recipeHash", t.seed::float8 as seed,
      (select json_agg(c.metrics order by ct.seed) from trials ct join levels c on c.trial_id = ct.id
        where ct.recipe_hash = t.recipe_hash and c.level = l.level and c.state = 'done') as "ofSeeds"
    from model_versions v join models m on m.name = v.model join exports e on e.id = v.export_id
      join artifacts a on a.id = e.artifact_id join levels l on l.no = e.level_no join trials t on t.id = l.trial_id
    where v.model = ${model} and v.version = ${version}`);
  const [row] = rows;
  if (row === undefined) throw new NotFoundError(`version of ${model}`, String(version));
  const { trial, recipe, recipeHash, seed, level, sha256, size } = row;
  if (size > MOST_BYTES) {
    throw new ConflictError({
      what: 'this file is too large for a card',
      value: size,
      expected: `at most ${MOST_BYTES} bytes`,
      mend: 'Download it, and ask `tombola describe model FILE`.',
    });
  }
  const verification = verificationSchema.safeParse(row.verification).data;
  return modelCard({
    description: await onnxDescriptionsOf(artifacts).get(sha256),
    title: `${model}, version ${version}`,
    about: [row.about, row.versionAbout].filter((text) => text.trim() !== '').join('\n\n'),
    recipe,
    metrics: cardMetrics(row),
    ...(verification !== undefined && { verification }),
    reproduce: [
      reproduceTrial(trial, recipe, seed),
      `tombola export ${recipeHash}/seed-${seed}/level-${level} --output ${model}.onnx`,
    ].join('\n'),
  });
}

/** Each metric of the level, and what the seeds make of it. */
function cardMetrics({ metrics, ofSeeds }: Row): CardMetric[] {
  return Object.entries(metrics)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, value]) => {
      const values = ofSeeds.map((each) => each[name]).filter((each) => Number.isFinite(each)) as number[];
      if (values.length === 0) return [];
      const { mean, n: seeds } = summary(values);
      const [low, high] = values.length > 1 ? meanInterval(values, 0.95) : [];
      const interval = low !== undefined && high !== undefined && { low, high, kind: '95 % t interval' };
      return [{ name, value, mean, seeds, unit: metricUnit(name), ...(interval && { interval }) }];
    });
}
