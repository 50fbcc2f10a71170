import { z } from 'zod';
import { densityRangeSchema } from './figure';

/** A sentence of a paper as a comparison of two arms, or of an arm and a number, declared in data. */
export const claimSchema = z.strictObject({
  id: z.string().min(1),
  /** In our words. */
  sentence: z.string().min(1),
  /** Paper, section or figure. */
  source: z.string().min(1),
  metric: z.string().min(1),
  arm: z.string().min(1),
  against: z.union([
    z.strictObject({
      arm: z.string().min(1),
      /** A fixed level, such as 0 = dense; without it, each level is compared with the other arm's of about its density. */
      level: z.int().min(0).optional(),
      /** Each level is compared with the other arm's of its number instead, whatever their densities. */
      by: z.literal('level').optional(),
    }),
    /** A number, in the metric's unit. */
    z.strictObject({ value: z.number() }),
  ]),
  /** Levels count whose density lies in this closed range. */
  densities: densityRangeSchema,
  /** Of the arm's metric to the other's, or to the number; the claim is that the difference lies on its side with a margin. */
  relation: z.enum(['at least', 'greater', 'at most', 'less']),
  /** In the metric's unit. */
  margin: z.number().min(0).default(0),
  confidence: z.number().gt(0).lt(1).default(0.95),
  /** A value that means "this or more", such as a minimum that still fell at the last step: with it nothing is decided. */
  censoredAt: z.number().optional(),
});

/** A claim with its defaults filled in. */
export type Claim = z.output<typeof claimSchema>;
/** A claim as it is written down. */
export type ClaimDeclaration = z.input<typeof claimSchema>;
