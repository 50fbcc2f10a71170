import { InputError } from '@tombola/shared';
import { lastLearningRate } from '../restarts/restart';
import type { MethodCheck } from './method';

/** Combinations of options that say nothing, or two things at once. */
export const checkImp: MethodCheck<'imp'> = (method, network, recipe) => {
  const { levels, sparsities, criterion, scope, mode, restart, strategy, survivors, pruned, layers } = method;
  if (layers === 'conv' && !network.layers.some(({ kind }) => kind === 'conv')) {
    throw new InputError({
      what: `${network.name} has no convolution to prune`,
      value: 'layers conv',
      expected: 'a network with convolutions, or layers all',
    });
  }
  if (sparsities !== undefined && !areOf(levels, sparsities)) {
    throw new InputError({
      what: 'the sparsities of the levels do not fit them',
      value: sparsities,
      expected: `${levels} of them, none lower than the one before`,
      mend: 'Give method.levels and method.sparsities together.',
    });
  }
  if ('step' in restart && restart.step >= recipe.steps) {
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
  const ofLayers = method.outputRate ?? method.convRate;
  if (scope === 'global' && ofLayers !== undefined) {
    throw new InputError({
      what: 'weights compete in the whole network by one rate, and layers have none of their own',
      value: ofLayers,
      expected: 'scope "layer", or no outputRate and no convRate',
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

/** The pruning whose masks they are, which need not be a trial of its own. */
export const checkHeuristicSupermask: MethodCheck<'heuristic-supermask'> = ({ method }, network, recipe, source) => {
  checkImp(method, network, recipe, source);
};
