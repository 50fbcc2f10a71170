import { tensor } from '@tombola/engine';
import { prunableOf, type Parameters } from '@tombola/nn';
import { evenly, interpolate, type Masks } from '@tombola/pruning';
import { InputError, mean } from '@tombola/shared';
import { withStatistics, type LineOptions } from './line';

/** Training loss along a path from one solution to another. */
export interface PathLosses {
  /** Even points t from 0, the first solution, to 1, the second. */
  readonly at: readonly number[];
  /** Mean training loss of `batches` batches at each of them, the same batches everywhere. */
  readonly losses: readonly number[];
  /** The highest of the path over the higher of its ends; not below 0. */
  readonly barrier: number;
}

export interface BezierOptions extends LineOptions {
  /** Steps of gradient descent on the middle. */
  readonly steps: number;
  readonly learningRate: number;
  /** Default 0.9. */
  readonly momentum?: number;
  /** Weights that the middle may have; all when left out. */
  readonly within?: Masks;
}

/** Losses on the straight line between two solutions. @throws the signal's reason when it fires. */
export async function linearPath(from: Parameters, to: Parameters, options: LineOptions): Promise<PathLosses> {
  return lossesAlong((t) => interpolate(to, from, t), from, to, options);
}

/**
 * Losses on a quadratic Bezier curve, (1 - t)^2 from + 2 t (1 - t) middle + t^2 to, whose middle is trained so that the loss at
 * random places of the curve is low (Garipov et al., Loss Surfaces, Mode Connectivity, and Fast Ensembling of DNNs, NeurIPS 2018,
 * section 3; Evci et al., Rigging the Lottery, ICML 2020, section 4.4, figure 6). It begins half way between the ends; biases and
 * batch norm stay there, only weights of convolutions and dense layers are trained.
 *
 * @param options.within where the middle's weights may differ from 0: Evci et al. find no path within the masks of two sparse
 *   solutions, and one through the dense space
 * @returns the losses, and the middle
 * @throws {InputError} when there is nothing to train it with. The signal's reason when it fires.
 */
export async function bezierPath(
  from: Parameters,
  to: Parameters,
  options: BezierOptions,
): Promise<PathLosses & { readonly middle: Parameters }> {
  const middle = await trainMiddle(from, to, options);
  const losses = await lossesAlong((t) => bezier(from, middle, to, t), from, to, options);
  return { ...losses, middle };
}

/** The point t of a quadratic Bezier curve, in float64 and then rounded. */
export function bezier(from: Parameters, middle: Parameters, to: Parameters, t: number): Parameters {
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  return mapValues(from, (name, value, i) => a * value + b * middle[name]!.data[i]! + c * to[name]!.data[i]!);
}

async function trainMiddle(from: Parameters, to: Parameters, options: BezierOptions): Promise<Parameters> {
  const { bench, programs, seed, steps, learningRate, momentum = 0.9, within, signal } = options;
  if (!(steps > 0) || !(learningRate > 0)) {
    throw new InputError({
      what: 'the middle of a curve has to be trained',
      value: { steps, learningRate },
      expected: 'steps and a learning rate above 0',
    });
  }
  const weights = prunableOf(programs.network).map(({ name }) => name);
  const kept = (name: string, i: number) => within?.[name] === undefined || within[name].data[i] === 1;
  const halfway = interpolate(from, to, 0.5);
  let middle = mapValues(halfway, (name, value, i) => (kept(name, i) ? value : 0));
  const velocity = new Map(weights.map((name) => [name, new Float64Array(middle[name]!.data.length)]));
  const gradients = await programs.gradients();
  const batches = await bench.openBatches(seed, 'path');
  try {
    for (let step = 1; step <= steps; step++) {
      signal?.throwIfAborted();
      // The golden ratio spreads places evenly, however many there are.
      const t = (step * 0.6180339887498949) % 1;
      const slope = await gradients.of(bezier(from, middle, to, t), batches.next(), step, { seed, stream: 'path' });
      middle = {
        ...middle,
        ...Object.fromEntries(
          weights.map((name) => {
            const [v, g, { data, shape }] = [velocity.get(name)!, slope[name]!.data, middle[name]!];
            const moved = data.map((value, i) => {
              if (!kept(name, i)) return 0;
              v[i] = momentum * v[i]! + 2 * t * (1 - t) * g[i]!;
              return value - learningRate * v[i];
            });
            return [name, tensor(moved, shape)] as const;
          }),
        ),
      };
    }
  } finally {
    await batches.close();
  }
  return middle;
}

async function lossesAlong(
  place: (t: number) => Parameters,
  from: Parameters,
  to: Parameters,
  options: LineOptions,
): Promise<PathLosses> {
  const { bench, programs, seed, batches: count, points, signal } = options;
  const evaluator = await programs.evaluator();
  const at = evenly(points);
  const losses: number[] = [];
  for (const t of at) {
    signal?.throwIfAborted();
    const point = await withStatistics(place(t), t < 0.5 ? from : to, options);
    const batches = await bench.openBatches(seed, 'path-losses');
    try {
      const sums: number[] = [];
      for (let i = 0; i < count; i++) {
        const { images, labels } = batches.next();
        const { losses: each } = await evaluator.forward(point, images, labels);
        sums.push(mean([...(each.data as Float32Array)]));
      }
      losses.push(mean(sums));
    } finally {
      await batches.close();
    }
  }
  return { at, losses, barrier: Math.max(...losses) - Math.max(losses[0]!, losses.at(-1)!) };
}

/** Parameters of the same shapes, each value made of the one that is there. */
function mapValues(parameters: Parameters, make: (name: string, value: number, index: number) => number): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { data, shape }]) => [
      name,
      tensor(
        data.map((value, i) => make(name, value, i)),
        shape,
      ),
    ]),
  );
}
