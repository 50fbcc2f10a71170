import type { MethodName } from '@tombola/shared';
import { controlOf, isMethod, methodOf, type ControlName, type GivenMethod, type GivenRecipe } from './recipe-words';

/** What a level's training starts from. */
export interface Start {
  /**
   * draw: the seed's own draw, as drawn or after some dense steps; new-draw: another one; trained: the trained weights of
   * the level that the mask is from; source: what the source's survivors restarted from; made: set by a rule.
   */
  readonly from: 'draw' | 'new-draw' | 'trained' | 'source' | 'made';
  /** Steps of dense training that the draw has seen. */
  readonly step: number;
  /** In a few words, such as `rewound to step 100`. */
  readonly words: string;
}

const start = (from: Start['from'], words: string, step = 0): Start => ({ from, step, words });
const drawn = start('draw', 'the seed’s draw, before training');

/** What the levels of a recipe start from; level 0 starts from the seed's draw, trained again from where tickets are rewound to. */
export function startOf(recipe: GivenRecipe, level: number): Start {
  const control = controlOf(recipe);
  const method = methodOf(recipe);
  if (level === 0) {
    const first = start('draw', 'the seed’s draw');
    if (control !== 'reorder') return first;
    const rewound = isMethod(method, 'imp') ? startOfImp(method) : first;
    return spoilt(control, rewound.from === 'draw' && rewound.step > 0 ? rewound : first);
  }
  const own = startOfMethod(method);
  return control === null ? own : spoilt(control, own);
}

function spoilt(control: ControlName, own: Start): Start {
  if (control === 'reinit' || control === 'random-ticket') return start('new-draw', 'a new draw: a control');
  if (control === 'permute-values') return { ...own, words: `${own.words}; permuted within each layer: a control` };
  if (control === 'reorder') return { ...own, words: `${own.words}; trained again in another order: a control` };
  return own;
}

function startOfMethod(method: GivenMethod): Start {
  if (isMethod(method, 'imp')) return startOfImp(method);
  if (isMethod(method, 'transfer')) return start('source', `the source’s: ${startOfImp(method.source!.method).words}`);
  if (isMethod(method, 'heuristic-supermask')) return startOfSupermask(method.weights ?? 'init');
  if (isMethod(method, 'learned-supermask')) return startOfSupermask(method.weights ?? 'init');
  if (isMethod(method, 'edge-popup')) return startOfSupermask(method.weights ?? 'signed-constant');
  if (isMethod(method, 'early-bird') && method.weights === 'new') return start('new-draw', 'a new draw');
  const tuned = 'retrain' in method ? method.retrain : retrainedBy[method.name];
  return typeof tuned !== 'string' ? drawn : startOfRest(tuned);
}

function startOfImp({ restart, strategy, survivors }: Partial<Omit<GivenMethod<'imp'>, 'name'>>): Start {
  const { name, ...more } = { name: 'rewind', ...restart } as { name: string; step?: number };
  const { step = 0 } = more;
  switch (name) {
    case 'learning-rate':
      return start('trained', `learning-rate rewinding to step ${step}: the trained weights`);
    case 'fine-tune':
      return start('trained', 'fine-tuning: the trained weights');
    case 'reinit':
      return start('new-draw', 'a new draw in every round');
  }
  switch (survivors ?? 'rewind') {
    case 'reinit':
      return start('new-draw', 'survivors drawn anew');
    case 'reshuffle':
      return start('made', 'survivors with each other’s weights, within each layer', step);
    case 'constant':
      return start('made', 'survivors at one magnitude a layer', step);
  }
  const rewound = step === 0 ? 'reset to the seed’s draw' : `rewound to step ${step}`;
  return start('draw', strategy === 2 ? `${rewound}, after rounds that trained on` : rewound, step);
}

const startOfSupermask = (weights: 'init' | 'signed-constant') =>
  weights === 'init'
    ? start('draw', 'the seed’s draw, which stays untrained')
    : start('made', 'signed constants, which stay untrained');

/** How methods that leave a smaller network train it, unless their recipe says so. */
const retrainedBy: { readonly [N in MethodName]?: string } = {
  slimming: 'fine-tune',
  'l1-filters': 'fine-tune',
  thinet: 'fine-tune',
  regression: 'fine-tune',
  'early-bird': 'inherited',
  'soft-filter-pruning': 'none',
  'sparse-structure-selection': 'none',
  tropical: 'none',
  'class-blind': 'none',
  'class-uniform': 'none',
  'class-distribution': 'none',
  'zonotope-k-means': 'none',
  'path-k-means': 'none',
};

function startOfRest(tuned: string): Start {
  switch (tuned) {
    case 'fine-tune':
    case 'all':
      return start('trained', 'fine-tuning: what is left of the trained weights');
    case 'biases':
      return start('trained', 'what is left of the trained weights; biases alone train on');
    case 'inherited':
      return start('trained', 'the weights at which the ticket was drawn');
    case 'scratch-e':
    case 'scratch-b':
      return start('new-draw', 'a new draw, trained from scratch');
    default:
      return start('trained', 'what is left of the trained weights, not trained on');
  }
}
