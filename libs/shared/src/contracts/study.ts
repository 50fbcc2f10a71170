import { z } from 'zod';
import { claimSchema } from './claim';
import { figureSchema, matrixSchema, namedFigureSchema, picturesSchema, unitSchema } from './figure';

const scaleNames = z.enum(['smoke', 'quick', 'paper']);
const patch = z.record(z.string(), z.unknown());
const seeds = z.array(z.int().min(0)).min(1);
const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'a short name in small letters, digits and hyphens');

/** One arm: a recipe as a patch of the study's. */
export const armSchema = z.strictObject({
  id,
  label: z.string().min(1),
  /** What this arm's recipe changes of the study's. */
  recipe: patch.default({}),
  /** What it changes besides at a scale. */
  scales: z.partialRecord(scaleNames, patch).optional(),
});

/** How much of a study is run: seeds, draws and a patch of the recipe. */
export const scaleSchema = z.strictObject({
  description: z.string().min(1),
  seeds,
  /** What this scale changes of the study's recipe, for every arm. */
  recipe: patch.default({}),
  /** Only these arms, by id; all when left out. */
  arms: z.array(id).min(1).optional(),
  /** How often a control with a draw is drawn within each seed. */
  draws: z.int().positive().default(1),
});

/** The protocol of a study for a network that is not its recipe's. */
export const networkProtocolSchema = z.strictObject({
  /** What it changes of the study's recipe. */
  recipe: patch.default({}),
  /** What it changes of a scale's patch. */
  scales: z.partialRecord(scaleNames, patch).default({}),
});

/** A number that a paper prints, and what is compared here to stand beside it. */
const headlineSchema = z.strictObject({
  /** What the paper found, with its number, in our words. */
  published: z.string().min(1),
  ...claimSchema.pick({ metric: true, arm: true, densities: true }).shape,
  /** What it is compared with; left out where the number stands for itself. */
  against: z.strictObject({ arm: z.string().min(1), level: z.int().min(0).optional() }).optional(),
  unit: unitSchema,
  /** Shown only where the arm is trained so; names. */
  network: z.string().optional(),
  dataset: z.string().optional(),
});

const frontAxisSchema = z.strictObject({ metric: z.string(), label: z.string(), unit: unitSchema });

const plainStudySchema = z.strictObject({
  id,
  title: z.string().min(1),
  /** What is asked, in a sentence. */
  question: z.string().min(1),
  citation: z.string().min(1),
  recipe: patch,
  arms: z.array(armSchema).min(1),
  scales: z.partialRecord(scaleNames, scaleSchema),
  /** Protocols for other networks than the recipe's, by name; they hold when a change chooses the network. */
  networks: z.record(z.string(), networkProtocolSchema).optional(),
  tables: z
    .array(
      z.strictObject({
        metric: z.string(),
        label: z.string(),
        unit: unitSchema,
        /** Whether the report has the area under the metric's curve against the share of weights that are gone. */
        area: z.literal(true).optional(),
      }),
    )
    .min(1),
  figure: figureSchema,
  /** Figures beside it. */
  figures: z.array(namedFigureSchema).optional(),
  /** Trade-offs: which arms and levels no other is better than in both, as tables. */
  fronts: z
    .array(
      z.strictObject({
        title: z.string().min(1),
        /** Less of it is better. */
        cost: frontAxisSchema,
        gain: frontAxisSchema.extend({ better: z.enum(['min', 'max']).default('max') }),
        /** Only these arms, by id; all when left out. */
        arms: z.array(id).min(1).optional(),
      }),
    )
    .optional(),
  /** Heat maps beside the figure. */
  matrices: z.array(matrixSchema).optional(),
  /** Pictures of first layers; of trainings whose tickets are at hand. */
  pictures: z.array(picturesSchema).optional(),
  claims: z.array(claimSchema),
  /** Numbers of the paper, to stand beside ours: they are told, not tested. */
  headlines: z.array(headlineSchema).optional(),
});

/** A study as data: arms of recipes, seeds, scales, the tables and the figure that they make, the claims they test. */
export const studySchema = plainStudySchema
  .refine((study) => new Set(shownIds(study)).size === shownIds(study).length, {
    error: 'two figures, heat maps or pictures have the same id, which names their files',
  })
  .refine((study) => !shownIds(study).some((each) => /^figure(-|$)/.test(each)), {
    error:
      'the id of a figure, heat map or picture is neither "figure" nor begins with "figure-": files of figures have such names',
  });

/** What is shown beside the figure, by the names that its files have. */
function shownIds({ figures = [], matrices = [], pictures = [] }: z.output<typeof plainStudySchema>): string[] {
  return [...figures, ...matrices, ...pictures].map((each) => each.id);
}

/** A checked study. */
export type Study = z.output<typeof studySchema>;
/** A study as it is written down. */
export type StudyDeclaration = z.input<typeof studySchema>;
export type ScaleName = keyof Study['scales'];
