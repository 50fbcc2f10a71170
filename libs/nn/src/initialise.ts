import { sizeOf, tensor, type Tensor } from '@tombola/engine';
import { randomStream, type Recipe } from '@tombola/shared';
import { parametersOf, statisticsOf, type NetworkStructure, type Parameter, type Statistic } from './network/network';

/** Parameters, and the statistics of batch norm, by name. */
export type Parameters = Readonly<Record<string, Tensor<'float32'>>>;

export type Initialiser = Recipe['initialiser'];

/**
 * Variance of a weight: Glorot and Bengio (2010), equation 16: 2 / (fanIn + fanOut); He et al. (2015), equation 10:
 * 2 / fanIn; LeCun et al. (1998), section 4.6: 1 / fanIn; or one variance for all layers.
 */
const distributions: Readonly<Record<Initialiser, Distribution>> = {
  'glorot-normal': { variance: glorot, normal: true },
  'glorot-uniform': { variance: glorot, normal: false },
  'he-normal': { variance: he, normal: true },
  'he-uniform': { variance: he, normal: false },
  'lecun-normal': { variance: lecun, normal: true },
  'lecun-uniform': { variance: lecun, normal: false },
  'normal-1': { variance: () => 1, normal: true },
  'normal-0.1': { variance: () => 0.1, normal: true },
};

interface Distribution {
  readonly variance: (fanIn: number, fanOut: number) => number;
  /** Normal, or uniform. */
  readonly normal: boolean;
}

function glorot(fanIn: number, fanOut: number): number {
  return 2 / (fanIn + fanOut);
}

function he(fanIn: number): number {
  return 2 / fanIn;
}

function lecun(fanIn: number): number {
  return 1 / fanIn;
}

/** What is the same in every element at the start, by role. */
const constants: Record<Exclude<Parameter['role'], 'weights'> | Statistic['role'], number> = {
  bias: 0,
  scale: 1,
  shift: 0,
  mean: 0,
  variance: 1,
};

/**
 * Initial parameters and statistics: weights from the initialiser, biases, shifts and means 0, scales and variances 1.
 * Every parameter draws from a stream of its own, so one layer's shape never changes another layer's numbers.
 *
 * @param draw 0 is the trial's own initialisation; others are the re-initialisations of controls.
 */
export function initialise(network: NetworkStructure, initialiser: Initialiser, seed: number, draw = 0): Parameters {
  return Object.fromEntries(
    [...parametersOf(network), ...statisticsOf(network)].map((each) => {
      const values = new Float32Array(sizeOf(each.shape));
      if (each.role === 'weights') fill(values, each, distributions[initialiser], seed, draw);
      else values.fill(constants[each.role]);
      return [each.name, tensor(values, each.shape)];
    }),
  );
}

function fill(
  values: Float32Array,
  { name, fanIn, fanOut }: Pick<Parameter, 'name' | 'fanIn' | 'fanOut'>,
  { variance, normal }: Distribution,
  seed: number,
  draw: number,
): void {
  const stream = randomStream(seed, 'init', draw, name);
  const deviation = Math.sqrt(variance(fanIn, fanOut));
  // A uniform distribution on [-a, a] has the variance a² / 3.
  const bound = Math.sqrt(3) * deviation;
  for (let i = 0; i < values.length; i++) {
    values[i] = normal ? stream.normal() * deviation : (2 * stream.uniform() - 1) * bound;
  }
}
