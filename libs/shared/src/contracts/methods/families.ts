import type { MethodName } from './methods';

/** What forms call a method, and the family that they list it in. */
export interface MethodLabel {
  readonly title: string;
  readonly group: string;
}

const families: Readonly<Record<string, { readonly [N in MethodName]?: string }>> = {
  'Lottery tickets': {
    imp: 'Iterative magnitude pruning',
    transfer: 'Ticket transfer',
    'heuristic-supermask': 'Heuristic supermask',
    'learned-supermask': 'Learned supermask',
    'edge-popup': 'Edge-popup',
  },
  'Before training': {
    snip: 'SNIP',
    grasp: 'GraSP',
    synflow: 'SynFlow',
    force: 'FORCE',
    prospr: 'ProsPr',
    random: 'Random pruning',
    'magnitude-at-init': 'Magnitude at initialisation',
  },
  'Dynamic sparse training': {
    static: 'Static sparse',
    set: 'SET',
    rigl: 'RigL',
    snfs: 'SNFS',
    dsr: 'DSR',
    'top-kast': 'Top-KAST',
  },
  'While training': {
    gmp: 'Gradual magnitude pruning',
    'random-gradual': 'Random gradual pruning',
    'variational-dropout': 'Variational dropout',
    l0: 'L0 regularisation',
    str: 'Soft threshold reparameterisation (STR)',
    'ac-dc': 'AC/DC',
    'n-m': 'N:M sparsity (SR-STE)',
  },
  'Channels and filters': {
    slimming: 'Network slimming',
    'early-bird': 'Early-Bird tickets',
    'l1-filters': 'L1-norm filters',
    thinet: 'ThiNet',
    regression: 'Regression-based selection',
    'soft-filter-pruning': 'Soft filter pruning',
    'sparse-structure-selection': 'Sparse structure selection',
  },
  'Tropical geometry': {
    tropical: 'Tropical pruning',
    'zonotope-k-means': 'Zonotope K-means',
    'path-k-means': 'Neural-path K-means',
  },
  'Magnitude, once': {
    'class-blind': 'Class-blind',
    'class-uniform': 'Class-uniform',
    'class-distribution': 'Class-distribution',
  },
  Dense: { dense: 'Dense training', 'small-dense': 'Small dense' },
};

/** By `method.name`; a method without a label is called by its name, outside all families. */
export const methodLabels: ReadonlyMap<string, MethodLabel> = new Map(
  Object.entries(families).flatMap(([group, titles]) =>
    Object.entries(titles).map(([name, title]) => [name, { title, group }] as const),
  ),
);
