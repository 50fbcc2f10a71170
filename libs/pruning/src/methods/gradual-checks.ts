import type { NetworkStructure } from '@tombola/nn';
import { InputError, type OptionsOf } from '@tombola/shared';
import { finalRemovals } from '../gradual/final-removals';
import { patternOf } from '../n-m/pattern';

/** Schedules that end before they begin, begin above their end, or ask for more than may be pruned. */
export function checkGradual(method: OptionsOf<'gmp'> | OptionsOf<'random-gradual'>, network: NetworkStructure): void {
  const { sparsities, begin, end, initial } = method;
  needOrder('pruning', { begin, end });
  for (const sparsity of sparsities) {
    if (initial > sparsity) {
      throw new InputError({
        what: 'pruning begins with more than it ends with',
        value: initial,
        expected: `initial from 0 to ${sparsity}`,
      });
    }
    finalRemovals(network, { ...method, sparsity });
  }
}

/** And a `minKeep` that decides nothing. */
export function checkGmp(method: OptionsOf<'gmp'>, network: NetworkStructure): void {
  if (method.scope === 'layer' && method.minKeep > 0) {
    throw new InputError({
      what: 'layers lose their own shares, and minKeep is of weights that compete in the whole network',
      value: method.minKeep,
      expected: 'scope "global", or no minKeep',
    });
  }
  checkGradual(method, network);
}

export function checkPenalty(method: OptionsOf<'variational-dropout'> | OptionsOf<'l0'>): void {
  needOrder('the warm-up of the penalty', { begin: method.warmupBegin, end: method.warmupEnd });
}

/** Phases that are longer together than the training. */
export function checkAcDc({ warmup, lastDense, lastSparse }: OptionsOf<'ac-dc'>): void {
  const together = warmup + lastDense + lastSparse;
  if (together <= 1) return;
  throw new InputError({
    what: 'the first and the last phases are longer than the training',
    value: together,
    expected: 'warmup, lastDense and lastSparse of at most 1 together',
  });
}

/** Sparsities that no pattern of M has. */
export function checkNM({ sparsities, m }: OptionsOf<'n-m'>): void {
  for (const sparsity of sparsities) patternOf(sparsity, m);
}

function needOrder(what: string, { begin, end }: { readonly begin: number; readonly end: number }): void {
  if (begin <= end) return;
  throw new InputError({ what: `${what} ends before it begins`, value: end, expected: `a share from ${begin} to 1` });
}
