import type { NetworkStructure } from '@tombola/nn';
import { InputError, type OptionsOf, type Recipe } from '@tombola/shared';
import { finalRemovals } from '../gradual/final-removals';
import { patternOf } from '../n-m/pattern';

/** Schedules that end before they begin, begin above their end, or ask for more than may be pruned. */
export function checkGradual(
  method: OptionsOf<'gmp'> | OptionsOf<'random-gradual'>,
  network: NetworkStructure,
  recipe: Recipe,
): void {
  refuseControl(recipe);
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

export function checkPenalty(
  method: OptionsOf<'variational-dropout'> | OptionsOf<'l0'>,
  _: NetworkStructure,
  recipe: Recipe,
): void {
  refuseControl(recipe);
  needOrder('the warm-up of the penalty', { begin: method.warmupBegin, end: method.warmupEnd });
}

export function checkStr(_method: OptionsOf<'str'>, _network: NetworkStructure, recipe: Recipe): void {
  refuseControl(recipe);
}

/** Phases that are longer together than the training. */
export function checkAcDc(
  { warmup, lastDense, lastSparse }: OptionsOf<'ac-dc'>,
  _: NetworkStructure,
  recipe: Recipe,
): void {
  refuseControl(recipe);
  const together = warmup + lastDense + lastSparse;
  if (together <= 1) return;
  throw new InputError({
    what: 'the first and the last phases are longer than the training',
    value: together,
    expected: 'warmup, lastDense and lastSparse of at most 1 together',
  });
}

/** Sparsities that no pattern of M has. */
export function checkNM({ sparsities, m }: OptionsOf<'n-m'>, _: NetworkStructure, recipe: Recipe): void {
  refuseControl(recipe);
  for (const sparsity of sparsities) patternOf(sparsity, m);
}

function needOrder(what: string, { begin, end }: { readonly begin: number; readonly end: number }): void {
  if (begin <= end) return;
  throw new InputError({ what: `${what} ends before it begins`, value: end, expected: `a share from ${begin} to 1` });
}

/** These methods start dense: there is no mask to shuffle, and other weights are another seed's. */
function refuseControl({ control, method }: Recipe): void {
  if (control === undefined) return;
  throw new InputError({
    what: `${method.name} has no ticket before it trains that a control could spoil`,
    value: control.name,
    expected: 'no control',
    mend: 'Transfer its masks to a new training, and spoil those.',
  });
}
