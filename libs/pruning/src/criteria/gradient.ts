import { gradientSaliency } from './loss-gradient';
import type { Saliency, SaliencyOptions } from './saliency';

/**
 * The magnitude of the gradient, |dL/dw|: the criterion `grad` of Deconstructing Lottery Tickets (Zhou et al., NeurIPS
 * 2019) and a mistaken SNIP, worse than random there (Evci et al., ICML 2020, appendix M). For SNIP take |w dL/dw|.
 */
export function gradientMagnitude(options: SaliencyOptions): Promise<Saliency> {
  return gradientSaliency(options, (_weight, gradient) => Math.abs(gradient));
}
