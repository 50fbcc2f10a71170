import { isMethod, methodOf, type GivenMethod, type GivenRecipe } from './recipe-words';
import type { MethodName } from '@tombola/shared';

/** Where the masks of methods come from that need no level before. */
const alone: { readonly [N in MethodName]?: string } = {
  snip: 'SNIP at initialisation',
  grasp: 'GraSP at initialisation',
  synflow: 'SynFlow at initialisation',
  force: 'FORCE at initialisation',
  prospr: 'ProsPr at initialisation',
  random: 'random, at initialisation',
  'magnitude-at-init': 'magnitude at initialisation',
  static: 'random, and stays',
  set: 'SET: moved during training',
  rigl: 'RigL: moved during training',
  snfs: 'SNFS: moved during training',
  dsr: 'DSR: moved during training',
  'top-kast': 'Top-KAST: moved during training',
  'small-dense': 'none: a smaller dense network',
  gmp: 'gradual magnitude pruning, while it trained',
  'random-gradual': 'random, gradually, while it trained',
  'variational-dropout': 'variational dropout, while it trained',
  l0: 'L0 regularisation, while it trained',
  str: 'soft thresholds, while it trained',
  'ac-dc': 'AC/DC phases, while it trained',
  'n-m': 'N of every M inputs, while it trained',
  'learned-supermask': 'learned, over weights that stay',
  'edge-popup': 'edge-popup scores, over weights that stay',
};

/** What decided the mask, of methods that prune what another level trained. */
const after: { readonly [N in MethodName]?: string } = {
  slimming: 'channels by scales of batch norm',
  'early-bird': 'channels settled early in training',
  'l1-filters': 'filters by L1 norm',
  thinet: 'channels by ThiNet',
  regression: 'channels by LASSO regression',
  'soft-filter-pruning': 'filters zeroed while it trained',
  'sparse-structure-selection': 'structures by learned scales',
  tropical: 'tropical pruning',
  'class-blind': 'class-blind magnitude',
  'class-uniform': 'class-uniform magnitude',
  'class-distribution': 'class-distribution magnitude',
  'zonotope-k-means': 'none: units merged by zonotope K-means',
  'path-k-means': 'none: units merged by neural-path K-means',
};

/** What decided the masks of a recipe's levels after level 0, in a few words; a control's own spoiling is said too. */
export function maskWords(recipe: GivenRecipe): string {
  const method = methodOf(recipe);
  const own = wordsOfMethod(method);
  const { control } = recipe as { readonly control?: { readonly name?: string } };
  switch (control?.name) {
    case 'shuffle':
    case 'random-ticket':
      return `${own}; shuffled within each layer`;
    case 'permute-globally':
      return `${own}; permuted over the network`;
    default:
      return own;
  }
}

function wordsOfMethod(method: GivenMethod): string {
  if (isMethod(method, 'imp')) return wordsOfImp(method);
  if (isMethod(method, 'heuristic-supermask')) return wordsOfImp(method.method!);
  if (isMethod(method, 'transfer')) return `the source task’s: ${wordsOfImp(method.source!.method)}`;
  return alone[method.name] ?? after[method.name] ?? method.name;
}

function wordsOfImp({ criterion = 'large-final', mode = 'iterative' }: Partial<Omit<GivenMethod<'imp'>, 'name'>>) {
  const what = criterion === 'large-final' ? 'magnitude of trained weights' : `criterion ${criterion}`;
  return mode === 'one-shot' ? `${what}, in one shot` : what;
}
