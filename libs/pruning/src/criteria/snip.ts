import { gradientSaliency } from './loss-gradient';
import type { Saliency, SaliencyOptions } from './saliency';
import type { Scores } from './scores';

/**
 * Connection sensitivity (SNIP; Lee, Ajanthan and Torr, ICLR 2019, equations 3 to 6): the effect of an indicator c on each
 * weight, |dL(c ⊙ w)/dc| at the masks, which is |w dL/dw|. It is the absolute value of a sum over the batch. At the masks
 * of a pruned network, with pruned weights scored too, it is the saliency of FORCE (de Jorge et al., ICLR 2021, equation 6).
 *
 * The authors' code scores biases as well; here, as in the paper, weights alone are. Some re-implementations take |dL/dw|
 * for it, which is another criterion: see {@link gradientMagnitude}.
 */
export function connectionSensitivity(options: SaliencyOptions): Promise<Saliency> {
  return gradientSaliency(options, (weight, gradient) => Math.abs(weight * gradient));
}

/**
 * Scores as shares of their sum over the network, as the paper reports them (equation 6). The order is the same; of large
 * networks small shares may round to 0, so select by the scores themselves.
 */
export function normalised(scores: Scores): Scores {
  let sum = 0;
  for (const values of Object.values(scores)) for (const value of values) sum += value;
  return Object.fromEntries(
    Object.entries(scores).map(([name, values]) => [name, sum === 0 ? values : values.map((value) => value / sum)]),
  );
}
