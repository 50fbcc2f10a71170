import { controlSchema, InputError, type MethodName, type OptionsOf, type Recipe } from '@tombola/shared';

type ControlName = NonNullable<Recipe['control']>['name'];

/** Controls that would not change what they are meant to change, and why. */
interface Refusal {
  readonly controls: readonly ControlName[];
  readonly reason: string;
  readonly mend?: string;
}

const all: readonly ControlName[] = controlSchema.options.map(({ shape }) => shape.name.value);
const spoiling = all.filter((name) => name !== 'reorder');
/** They keep weights that the ticket prunes. */
const keepOthers = ['shuffle', 'permute-globally'] as const;
const moveMasks = [...keepOthers, 'random-ticket'] as const;
const drawWeights = ['reinit', 'random-ticket'] as const;

const refusesNone = () => [];

const startsDense = ({ name }: { readonly name: MethodName }): Refusal[] => [
  {
    controls: spoiling,
    reason: `${name} has no ticket before it trains that a control could spoil`,
    mend: 'Leave the control out; other initial weights are those of another seed.',
  },
];

/** Between steps, so that two trainings of a ticket end with networks of their own. */
const moves = ({ name }: { readonly name: MethodName }): Refusal[] => [
  {
    controls: ['reorder'],
    reason: `${name} changes its network between steps: there is no one subnetwork to train twice`,
    mend: 'Choose a method whose masks stay while it trains.',
  },
];

const trainsNothing: Refusal = {
  controls: ['reorder'],
  reason: 'tickets of this method are not trained, so there are no examples to reorder',
  mend: 'Set retrain where the method has it, or take the control to the method that trains.',
};

const unlessRetrained = ({ retrain }: { readonly retrain: string }): Refusal[] =>
  retrain === 'none' ? [trainsNothing] : [];

const startsDenseAndMoves = (method: { readonly name: MethodName }) => [...startsDense(method), ...moves(method)];

const leavesSmallerNetwork = ({ name }: { readonly name: MethodName }): Refusal[] => [
  {
    controls: moveMasks,
    reason: `${name} leaves a smaller network, and no mask that could be shuffled`,
    mend: 'Use the control reinit: new weights in the same smaller network.',
  },
];

const thinsAndMoves = (method: { readonly name: MethodName }) => [...leavesSmallerNetwork(method), ...moves(method)];
const thins = (method: { readonly name: MethodName; readonly retrain: string }) => [
  ...leavesSmallerNetwork(method),
  ...unlessRetrained(method),
];

const choosesAtFirstStep = (method: { readonly name: MethodName }): Refusal[] => [
  {
    controls: [...moveMasks, 'reinit'],
    reason: 'top-kast takes the masks of its first step from the weights, whatever a control has made of them',
  },
  ...moves(method),
];

/** Pruned weights are no longer known where survivors go on from a network that was pruned before. */
function ofImp({ mode, restart, survivors, pruned }: OptionsOf<'imp'>): Refusal[] {
  if (survivors !== 'rewind' || pruned !== 'zero') {
    return [
      {
        controls: spoiling,
        reason: 'this ticket is spoilt already by what its weights are set to',
        mend: 'Leave the control out, or set survivors to "rewind" and pruned to "zero".',
      },
    ];
  }
  if (restart.name === 'rewind' || restart.name === 'reinit' || mode === 'one-shot') return [];
  return [
    {
      controls: keepOthers,
      reason: `with the restart ${restart.name}, weights that earlier rounds pruned are 0, and it would keep some of them`,
      mend: 'Use random-ticket, or the restart "rewind", or the mode "one-shot".',
    },
  ];
}

function ofHeuristicSupermask({ weights, rescaling }: OptionsOf<'heuristic-supermask'>): Refusal[] {
  const set = {
    controls: drawWeights,
    reason: 'it draws weights, and this supermask sets them',
    mend: 'Set weights to "init" and rescaling to false, or choose another control.',
  };
  const counted = {
    controls: ['permute-globally'],
    reason: 'it changes the counts of layers, by which this supermask has rescaled their weights',
  } as const;
  return [...(weights !== 'init' || rescaling ? [set] : []), ...(rescaling ? [counted] : []), trainsNothing];
}

const ofTransfer = (): Refusal[] => [
  {
    controls: keepOthers,
    reason: 'of a transferred ticket, weights that are pruned are not known, and it would keep some of them',
    mend: 'Use random-ticket: the mask shuffled, on new weights.',
  },
];

/** By method, the controls that make no sense for it. */
const refusals: { readonly [N in MethodName]: (options: OptionsOf<N>) => readonly Refusal[] } = {
  'ac-dc': startsDenseAndMoves,
  'class-blind': unlessRetrained,
  'class-distribution': unlessRetrained,
  'class-uniform': unlessRetrained,
  dense: startsDense,
  dsr: moves,
  'early-bird': thinsAndMoves,
  'edge-popup': startsDenseAndMoves,
  force: refusesNone,
  gmp: startsDenseAndMoves,
  grasp: refusesNone,
  'heuristic-supermask': ofHeuristicSupermask,
  imp: ofImp,
  l0: startsDenseAndMoves,
  'l1-filters': thins,
  'learned-supermask': startsDenseAndMoves,
  'magnitude-at-init': refusesNone,
  'n-m': startsDenseAndMoves,
  'path-k-means': thins,
  prospr: refusesNone,
  random: refusesNone,
  'random-gradual': startsDenseAndMoves,
  regression: thins,
  rigl: moves,
  set: moves,
  slimming: thins,
  'small-dense': startsDense,
  snfs: moves,
  snip: refusesNone,
  'soft-filter-pruning': thinsAndMoves,
  'sparse-structure-selection': thinsAndMoves,
  static: refusesNone,
  str: startsDenseAndMoves,
  synflow: refusesNone,
  thinet: thins,
  'top-kast': choosesAtFirstStep,
  transfer: ofTransfer,
  tropical: unlessRetrained,
  'variational-dropout': startsDenseAndMoves,
  'zonotope-k-means': thins,
};

/** Checks that the recipe's control does to the tickets of its method what its name says. @throws {InputError} */
export function checkControl({ method, control }: Recipe): void {
  if (control === undefined) return;
  const refused = (refusals[method.name] as (options: typeof method) => readonly Refusal[])(method);
  const refusal = refused.find(({ controls }) => controls.includes(control.name));
  if (refusal === undefined) return;
  const others = all.filter((name) => !refused.some(({ controls }) => controls.includes(name)));
  throw new InputError({
    what: refusal.reason,
    value: control.name,
    expected: others.length === 0 ? 'no control' : others.join(', '),
    ...(refusal.mend !== undefined && { mend: refusal.mend }),
  });
}
