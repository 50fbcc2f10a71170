import { z } from 'zod';
import { count, share, shareBelowOne } from './numbers';

export const rate = z.number().positive();

export const initialiserSchema = z.enum([
  'glorot-normal',
  'glorot-uniform',
  'he-normal',
  'he-uniform',
  'lecun-normal',
  'lecun-uniform',
  'normal-1',
  'normal-0.1',
]);

const weightDecay = z.number().min(0).default(0).describe('Times the weight, added to its gradient (L2).');

export const optimizerSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('adam'),
    learningRate: rate,
    beta1: shareBelowOne.default(0.9).describe('Decay of the mean of the gradients.'),
    beta2: shareBelowOne.default(0.999).describe('Decay of the mean of their squares.'),
    epsilon: rate.default(1e-8).describe('Added to the root of that mean.'),
    weightDecay,
  }),
  z.strictObject({
    name: z.literal('sgd'),
    learningRate: rate,
    momentum: shareBelowOne.default(0),
    nesterov: z.boolean().default(false).describe('Nesterov’s momentum.'),
    weightDecay,
  }),
]);

const warmup = z.int().min(0).default(0).describe('Steps of linear warm-up from 0.');

export const scheduleSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('constant'), warmup }),
  z.strictObject({
    name: z.literal('step'),
    at: z.array(count).describe('Steps at which the rate is multiplied by the factor.'),
    factor: rate.default(0.1),
    warmup,
  }),
  z.strictObject({ name: z.literal('cosine'), final: share.default(0).describe('Last rate over the first.'), warmup }),
]);
