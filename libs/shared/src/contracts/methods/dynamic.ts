import { z } from 'zod';
import { share, shareBelowOne } from '../numbers';
import { sparsities } from './sparsities';

/*
 * Networks that are as sparse in the first step of their training as in the last one. Defaults are those of RigL's
 * experiments (Evci et al. 2020) with all of these methods, unless it is said otherwise.
 */

const denseFirst = (byDefault: boolean) =>
  z.boolean().default(byDefault).describe('Whether the first layer keeps all its weights.');
const power = z.number().min(0).max(10).default(1).describe('Exponent of a layer’s raw density: 0 makes it uniform.');

const sparse = {
  sparsities,
  distribution: z
    .discriminatedUnion('name', [
      z.strictObject({
        name: z.literal('erk').describe('Erdos-Renyi-kernel: the larger a layer, the sparser; kernels count.'),
        power,
        denseFirst: denseFirst(false),
      }),
      z.strictObject({
        name: z.literal('er').describe('Erdos-Renyi: the same by channels and units alone.'),
        power,
        denseFirst: denseFirst(false),
      }),
      z.strictObject({
        name: z.literal('uniform').describe('The same sparsity in every layer.'),
        denseFirst: denseFirst(true),
      }),
    ])
    .default({ name: 'erk', power: 1, denseFirst: false })
    .describe('How the sparsity is spread over layers at the start.'),
  denseDepthwise: z.boolean().default(true).describe('Whether depthwise convolutions keep all their weights.'),
  fixed: z
    .record(z.string(), share)
    .optional()
    .describe('Sparsities of layers by name, as {"dense_3": 0}; the distribution is one of all other layers.'),
};

const length = z
  .number()
  .positive()
  .max(100)
  .default(1)
  .describe('Training multiplier M: of the steps, of the learning rate’s schedule and of the end of the updates.');

const fraction = (byDefault: number, of: string) =>
  shareBelowOne.default(byDefault).describe(`Share of ${of} that the first update replaces.`);

const decay = (byDefault: 'cosine' | 'constant') =>
  z
    .discriminatedUnion('name', [
      z.strictObject({ name: z.literal('cosine') }),
      z.strictObject({ name: z.literal('constant') }),
      z.strictObject({
        name: z.literal('inverse-power'),
        power: z.number().min(0).default(3).describe('1 falls in a straight line.'),
      }),
    ])
    .default({ name: byDefault })
    .describe('How that share falls until the end of the updates.');

/** When masks are updated. */
const times = {
  updateEvery: z.int().min(2).default(100).describe('Steps from one update of the masks to the next (dT).'),
  end: share.default(0.75).describe('Share of the steps after which masks stay as they are.'),
};

const regrown = z
  .enum(['paper', 'reference'])
  .default('paper')
  .describe(
    'Weights that are dropped and grown again in the same update. paper: start from 0; reference: keep their value and ' +
      'momentum, as in the authors’ code.',
  );

const ofALayer = 'a layer’s kept weights';

export const staticSchema = z.strictObject({
  name: z.literal('static').describe('Random masks that stay as they are.'),
  ...sparse,
  length,
});

export const setSchema = z.strictObject({
  name: z
    .literal('set')
    .describe('SET: the smallest weights go, others grow at random (Mocanu et al. 2018, as in Evci et al. 2020).'),
  ...sparse,
  ...times,
  fraction: fraction(0.3, ofALayer),
  decay: decay('cosine').describe('How that share falls until the end of the updates; SET’s own is constant.'),
  drop: z
    .enum(['magnitude', 'signed'])
    .default('magnitude')
    .describe(
      'magnitude: the smallest go; signed: the share of the positive and of the negative ones each, as in SET’s paper.',
    ),
  regrown,
  length,
});

export const riglSchema = z.strictObject({
  name: z
    .literal('rigl')
    .describe('RigL: the smallest weights go, those of the largest gradients grow (Evci et al. 2020).'),
  ...sparse,
  ...times,
  fraction: fraction(0.3, ofALayer),
  decay: decay('cosine'),
  regrown,
  length,
});

export const snfsSchema = z.strictObject({
  name: z
    .literal('snfs')
    .describe(
      'SNFS: those of the largest mean gradients grow (Dettmers and Zettlemoyer 2019, as in Evci et al. 2020).',
    ),
  ...sparse,
  ...times,
  fraction: fraction(0.3, ofALayer).describe(`Share of ${ofALayer} that the first update replaces; SNFS’s own is 0.5.`),
  decay: decay('cosine'),
  momentum: shareBelowOne.default(0.9).describe('What the mean of the gradients keeps of itself in a step.'),
  redistribute: z
    .enum(['none', 'momentum'])
    .default('none')
    .describe('momentum: layers grow in proportion to the mean gradients of their weights, as in SNFS’s paper.'),
  regrown,
  length,
});

export const dsrSchema = z.strictObject({
  name: z
    .literal('dsr')
    .describe('DSR: what is below a global threshold goes, layers grow as they survived (Mostafa and Wang 2019).'),
  ...sparse,
  ...times,
  fraction: fraction(0.1, 'all kept weights').describe('Share of all kept weights that the threshold aims at.'),
  decay: decay('constant'),
  threshold: z.number().positive().default(0.001).describe('Magnitude below which weights go at the first update.'),
  tolerance: shareBelowOne
    .default(0.1)
    .describe('How far the share may be missed before the threshold is doubled or halved.'),
  minKeep: z.int().min(0).default(0).describe('The least weights that any layer keeps; 0 lets layers collapse.'),
  regrown,
  length,
});

export const topKastSchema = z.strictObject({
  name: z
    .literal('top-kast')
    .describe('Top-KAST: the largest weights compute, more of them are trained (Jayakumar et al. 2020).'),
  ...sparse,
  updateEvery: z.int().min(1).default(100).describe('Steps from one choice of the largest weights to the next.'),
  backward: z
    .number()
    .min(1)
    .default(2)
    .describe('Weights that are trained over those that compute, in every layer: (D + M) / D.'),
  exploration: z
    .number()
    .min(0)
    .default(1e-4)
    .describe('Of the squares of the trained weights; those that do not compute count 1 / density times.'),
  length,
});

export const smallDenseSchema = z.strictObject({
  name: z.literal('small-dense').describe('A dense network of fewer channels and units, of as many weights.'),
  sparsities,
  length,
});

/** Methods of dynamic sparse training, and the two baselines that they are measured against. */
export const dynamicMethods = [
  staticSchema,
  setSchema,
  riglSchema,
  snfsSchema,
  dsrSchema,
  topKastSchema,
  smallDenseSchema,
] as const;
