import { z } from 'zod';

const text = z.string().min(1);

/** What a number means: a fraction shown as a percentage, a count such as iterations, or a plain number such as a loss. */
export const unitSchema = z.enum(['percent', 'count', 'number']);
export type Unit = z.output<typeof unitSchema>;

/** A closed range of densities. */
export const densityRangeSchema = z
  .tuple([z.number().min(0).max(1), z.number().min(0).max(1)])
  .refine(([low, high]) => low <= high, { error: 'the lower density comes first' });

const xSchema = z.strictObject({
  /** `density`, or a metric whose mean places each level. */
  metric: text.default('density'),
  label: text.default('Weights remaining (%)'),
  unit: unitSchema.default('percent'),
  scale: z.enum(['log', 'linear']).default('log'),
  /** Largest value left. */
  reversed: z.boolean().default(true),
});

const ySchema = z.strictObject({
  metric: text,
  label: text,
  unit: unitSchema,
  scale: z.enum(['linear', 'log']).default('linear'),
  /** Shows this range only, in the metric's unit; what falls outside is counted under the chart. */
  range: z
    .tuple([z.number(), z.number()])
    .refine(([low, high]) => low < high, { error: 'the lower end comes first' })
    .optional(),
});

const figureArmSchema = z.strictObject({
  arm: text,
  label: text,
  /** Other arms whose levels lie on the same line: the line is one of what they differ by, along x. */
  also: z.array(text).min(1).optional(),
  /** Its levels whose density lies in this closed range, in place of the figure's range. */
  densities: densityRangeSchema.optional(),
  /** A baseline is drawn as a horizontal line at its first level. */
  role: z.enum(['line', 'baseline']).default('line'),
});

/** A line chart of a study, declared in data. */
export const figureSchema = z
  .strictObject({
    kind: z.literal('line'),
    title: text,
    subtitle: text.optional(),
    x: xSchema.prefault({}),
    /** Levels whose density lies in this closed range, of lines; all when left out. */
    densities: densityRangeSchema.optional(),
    /** One panel. */
    y: ySchema.optional(),
    /** Several panels, in place of `y`; they share x and the arms. */
    panels: z.array(ySchema).min(1).max(4).optional(),
    arrangement: z.enum(['stacked', 'side by side']).default('stacked'),
    arms: z.array(figureArmSchema).min(1),
  })
  .refine(({ y, panels }) => (y === undefined) !== (panels === undefined), { error: 'give either y or panels' })
  .refine(({ arms }) => arms.filter(({ role }) => role === 'line').length <= mostLines, {
    error: 'at most 7 arms have colours that can be told apart; draw a second figure',
  });

/** Colours that stay apart for every kind of colour vision; the theme has as many. */
export const mostLines = 7;

/** A figure with its defaults filled in. */
export type FigureSpec = z.output<typeof figureSchema>;
/** A figure as it is written down. */
export type FigureDeclaration = z.input<typeof figureSchema>;
export type XAxis = z.output<typeof xSchema>;
export type YAxis = z.output<typeof ySchema>;

/** Names a figure within its study, and its file. */
const figureIdSchema = z.string().regex(/^[a-z][a-z0-9-]*$/, 'a short name in small letters, digits and hyphens');

/** A dot plot of a study: arms at one sparsity, in rows, by something else that they differ by in colours. */
export const dotsSchema = z
  .strictObject({
    kind: z.literal('dots'),
    title: text,
    subtitle: text.optional(),
    /** What the dots stand at, from left to right. */
    value: ySchema,
    /** Each arm at its densest level whose density lies in this closed range, */
    densities: densityRangeSchema.optional(),
    /** or at this level. */
    level: z.int().min(0).optional(),
    /** What the dots of a row differ by, each with a colour and a marker; left out where a row has one dot. */
    columns: z.array(text).min(1).max(mostLines).default(['']),
    /** Arms in the order of the columns; null where there is none. */
    rows: z.array(z.strictObject({ label: text, arms: z.array(text.nullable()).min(1) })).min(1),
    /** Rows by their first dot, the greatest on top; as declared when left out. */
    sorted: z.literal(true).optional(),
    /** Lines through all rows: arms at that level, or at their first where they have none there. */
    baselines: z
      .array(z.strictObject({ arm: text, label: text }))
      .max(2)
      .default([]),
  })
  .refine(({ densities, level }) => (densities === undefined) !== (level === undefined), {
    error: 'give either densities or level',
  })
  .refine(({ columns, rows }) => rows.every(({ arms }) => arms.length <= columns.length), {
    error: 'a row has more arms than there are columns',
  });

/** A dot plot with its defaults filled in. */
export type DotsSpec = z.output<typeof dotsSchema>;

/** A figure beside the first one of a study. */
export const namedFigureSchema = z.discriminatedUnion('kind', [
  figureSchema.safeExtend({ id: figureIdSchema }),
  dotsSchema.safeExtend({ id: figureIdSchema }),
]);
export type NamedFigure = z.output<typeof namedFigureSchema>;

const matrixCommon = {
  id: figureIdSchema,
  title: text,
  unit: unitSchema,
  /** What rows are, and what columns are. */
  rowsLabel: text,
  columnsLabel: text,
};

/** A heat map of a study: of arms by two things that they differ by, or of what a level measured of every pair. */
export const matrixSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('arms').describe('A cell is the mean of an arm over seeds and levels.'),
    ...matrixCommon,
    metric: text,
    /** Levels whose density lies in this closed range. */
    densities: densityRangeSchema,
    columns: z.array(text).min(1),
    /** Arms in the order of the columns; null where there is none. */
    rows: z.array(z.strictObject({ label: text, arms: z.array(text.nullable()).min(1) })).min(1),
  }),
  z.strictObject({
    kind: z
      .literal('level')
      .describe('The matrix that a level measured, on average over seeds that have the same places.'),
    ...matrixCommon,
    arm: text,
    level: z.int().min(0),
    /** Its name in the level's result. */
    matrix: text,
  }),
]);

export type MatrixSpec = z.output<typeof matrixSchema>;

/** A matrix with its numbers; null where there is none. */
export const matrixDataSchema = z.object({
  rows: z.array(z.string()),
  columns: z.array(z.string()),
  values: z.array(z.array(z.number().nullable())),
  n: z
    .tuple([z.int(), z.int()])
    .optional()
    .describe('Seeds that a cell is the mean of: fewest and most. Absent in earlier records.'),
});
export type MatrixData = Readonly<z.output<typeof matrixDataSchema>>;

/** Pictures of a study: what tickets keep of the first layer, for each pixel of the images, on average over seeds. */
export const picturesSchema = z.strictObject({
  id: figureIdSchema,
  title: text,
  /** Levels next to each other. */
  columns: z.array(z.strictObject({ label: text, level: z.int().min(0) })).min(1),
  /** Arms under each other. */
  rows: z.array(z.strictObject({ label: text, arm: text })).min(1),
});
export type PicturesSpec = z.output<typeof picturesSchema>;

/** Pictures with their numbers. */
export const picturesDataSchema = z.object({
  height: z.int(),
  width: z.int(),
  connections: z.int().describe('that a pixel has in the dense network'),
  rows: z.array(z.string()),
  columns: z.array(z.string()),
  pictures: z
    .array(z.array(z.array(z.number()).nullable()))
    .describe('by row and column: how many connections each pixel keeps, by row and column of the image'),
  n: z.tuple([z.int(), z.int()]).describe('Seeds that a picture is the mean of: fewest and most.'),
});
export type PicturesData = Readonly<z.output<typeof picturesDataSchema>>;
