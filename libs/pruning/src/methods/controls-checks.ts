import { controlSchema, InputError, type MethodName, type OptionsOf, type Recipe } from '@tombola/shared';

type ControlName = NonNullable<Recipe['control']>['name'];

/** Controls that would not spoil what they are meant to spoil, and why. */
interface Refusal {
  readonly controls: readonly ControlName[];
  readonly reason: string;
  readonly mend?: string;
}

const all: readonly ControlName[] = controlSchema.options.map(({ shape }) => shape.name.value);
/** They keep weights that the ticket prunes. */
const keepOthers = ['shuffle', 'permute-globally'] as const;
const moveMasks = [...keepOthers, 'random-ticket'] as const;
const drawWeights = ['reinit', 'random-ticket'] as const;

const refusesNone = () => [];

const startsDense = ({ name }: { readonly name: MethodName }): Refusal[] => [
  {
    controls: all,
    reason: `${name} has no ticket before it trains that a control could spoil`,
    mend: 'Leave the control out; other initial weights are those of another seed.',
  },
];

const leavesSmallerNetwork = ({ name }: { readonly name: MethodName }): Refusal[] => [
  {
    controls: moveMasks,
    reason: `${name} leaves a smaller network, and no mask that could be shuffled`,
    mend: 'Use the control reinit: new weights in the same smaller network.',
  },
];

const choosesAtFirstStep = (): Refusal[] => [
  {
    controls: [...moveMasks, 'reinit'],
    reason: 'top-kast takes the masks of its first step from the weights, whatever a control has made of them',
  },
];

/** Pruned weights are no longer known where survivors go on from a network that was pruned before. */
function ofImp({ mode, restart, survivors, pruned }: OptionsOf<'imp'>): Refusal[] {
  if (survivors !== 'rewind' || pruned !== 'zero') {
    return [
      {
        controls: all,
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
  return [...(weights !== 'init' || rescaling ? [set] : []), ...(rescaling ? [counted] : [])];
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
  'ac-dc': startsDense,
  'class-blind': refusesNone,
  'class-distribution': refusesNone,
  'class-uniform': refusesNone,
  dense: startsDense,
  dsr: refusesNone,
  'early-bird': leavesSmallerNetwork,
  'edge-popup': startsDense,
  force: refusesNone,
  gmp: startsDense,
  grasp: refusesNone,
  'heuristic-supermask': ofHeuristicSupermask,
  imp: ofImp,
  l0: startsDense,
  'l1-filters': leavesSmallerNetwork,
  'learned-supermask': startsDense,
  'magnitude-at-init': refusesNone,
  'n-m': startsDense,
  'path-k-means': leavesSmallerNetwork,
  prospr: refusesNone,
  random: refusesNone,
  'random-gradual': startsDense,
  regression: leavesSmallerNetwork,
  rigl: refusesNone,
  set: refusesNone,
  slimming: leavesSmallerNetwork,
  'small-dense': startsDense,
  snfs: refusesNone,
  snip: refusesNone,
  'soft-filter-pruning': leavesSmallerNetwork,
  'sparse-structure-selection': leavesSmallerNetwork,
  static: refusesNone,
  str: startsDense,
  synflow: refusesNone,
  thinet: leavesSmallerNetwork,
  'top-kast': choosesAtFirstStep,
  transfer: ofTransfer,
  tropical: refusesNone,
  'variational-dropout': startsDense,
  'zonotope-k-means': leavesSmallerNetwork,
};

/** Checks that the recipe's control spoils the tickets of its method as its name says. @throws {InputError} */
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
