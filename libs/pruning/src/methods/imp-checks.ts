import { InputError } from '@tombola/shared';
import { lastLearningRate } from '../restarts/restart';
import type { MethodCheck } from './method';

/** Combinations of options that say nothing, or two things at once. */
export const checkImp: MethodCheck<'imp'> = (method, _, recipe) => {
  const { levels, sparsities, criterion, scope, mode, restart, strategy, survivors, pruned } = method;
  if (sparsities !== undefined && !areOf(levels, sparsities)) {
    throw new InputError({
      what: 'the sparsities of the levels do not fit them',
      value: sparsities,
      expected: `${levels} of them, none lower than the one before`,
      mend: 'Give method.levels and method.sparsities together.',
    });
  }
  if (restart.name !== 'fine-tune' && restart.step >= recipe.steps) {
    throw new InputError({
      what: 'the training is over where survivors restart',
      value: restart.step,
      expected: `a step before ${recipe.steps}`,
    });
  }
  if (restart.name === 'fine-tune' && restart.learningRate === undefined && !(lastLearningRate(recipe) > 0)) {
    throw new InputError({
      what: 'fine-tuning has no learning rate: the schedule ends at 0',
      expected: 'method.restart.learningRate, above 0',
    });
  }
  if (strategy === 2 && (restart.name !== 'rewind' || mode !== 'iterative')) {
    throw new InputError({
      what: 'strategy 2 trains on between rounds and rewinds at the end',
      value: restart.name === 'rewind' ? mode : restart.name,
      expected: 'mode iterative and restart rewind',
    });
  }
  const acts = survivors !== 'rewind' || pruned !== 'zero';
  if (acts && (restart.name !== 'rewind' || strategy === 2)) {
    throw new InputError({
      what: 'survivors and pruned weights are set where a round rewinds, and this method does not',
      value: restart.name === 'rewind' ? 'strategy 2' : restart.name,
      expected: 'restart rewind and strategy 1',
    });
  }
  if (acts && recipe.control !== undefined) {
    throw new InputError({
      what: 'this ticket is spoilt already by what its weights are set to',
      value: recipe.control.name,
      expected: 'no control, or survivors rewind and pruned zero',
    });
  }
  if (criterion === 'lamp' && scope !== 'global') {
    throw new InputError({
      what: 'LAMP tells layers apart, and within a layer it is magnitude',
      value: scope,
      expected: 'scope global',
    });
  }
  if ((criterion === 'large-init-large-final' || criterion === 'small-init-small-final') && scope !== 'layer') {
    throw new InputError({
      what: `${criterion} goes by ranks within a layer, which layers of other sizes do not share`,
      value: scope,
      expected: 'scope layer',
    });
  }
};

function areOf(levels: number, sparsities: readonly number[]): boolean {
  return sparsities.length === levels && sparsities.every((each, i) => i === 0 || each >= sparsities[i - 1]!);
}

/** A control that draws weights anew would draw them over the constants, or unscaled. */
export const checkHeuristicSupermask: MethodCheck<'heuristic-supermask'> = ({ weights, rescaling }, _, { control }) => {
  if (weights === 'init' && !rescaling) return;
  if (control?.name !== 'reinit' && control?.name !== 'random-ticket') return;
  throw new InputError({
    what: `${control.name} draws weights, and this supermask sets them`,
    value: rescaling ? 'rescaling' : weights,
    expected: 'weights init without rescaling, or another control',
  });
};
