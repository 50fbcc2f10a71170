import type { RunOptions } from '@tombola/engine';
import type {
  BatchSource,
  Initialiser,
  Network,
  NetworkStructure,
  Parameters,
  Pixels,
  Sparsifier,
  StepRule,
} from '@tombola/nn';
import type { MethodName, NetworkDefinitionInput, OptionsOf, Recipe } from '@tombola/shared';
import type { Masks } from '../masks';

/** A finished level that another one starts from. */
export interface Before {
  /** What it ended with. */
  readonly masks: Masks;
  readonly trained: Parameters;
  /** What it started from. */
  readonly start: Parameters;
  /** Steps after which it ended. */
  readonly steps: number;
  /** The network that it trained. */
  readonly network: Network;
  /** Numbers of its result. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** Training batches in an order of their own. Whoever opens them closes them. */
export type Batches = BatchSource & { close(): Promise<void> };

/** What a method can look at when it plans a level. */
export interface LevelContext<N extends MethodName = MethodName> {
  readonly method: OptionsOf<N>;
  readonly recipe: Recipe;
  readonly seed: number;
  /** From 1; level 0 of most methods is dense training. */
  readonly level: number;
  /** The recipe's network. */
  readonly network: Network;
  readonly pixels: Pixels;
  /** How many training examples there are. */
  readonly examples: number;
  /** Freshly drawn parameters and statistics, by the recipe's initialiser or another; draw 0 is the trial's own. */
  readonly initial: (draw?: number, initialiser?: Initialiser) => Parameters;
  /** The level that this one starts from, for methods whose lineage names one. */
  readonly before: Before | undefined;
  /** Training batches of the recipe's size, in an order that `stream` names. */
  readonly batches: (stream: string) => Promise<Batches>;
  /** Parameters after so many steps of the dense training of this recipe and seed, with the bits that level 0 had then. */
  readonly trainedFor: (steps: number) => Promise<Parameters>;
  /** How programs of the method's own are run. */
  readonly run: Pick<RunOptions, 'provider' | 'threads'>;
  /** Stops a plan that takes long, between its rounds. */
  readonly signal?: AbortSignal;
}

/** What a level trains. */
export interface LevelPlan {
  /** The masks at the start. */
  readonly masks: Masks;
  /** The parameters to start from, a rule's own among them; pruned weights become 0 unless the rule keeps them. */
  readonly parameters: Parameters;
  /** Steps that count as done: the schedule goes on from there. Default 0. */
  readonly from?: number;
  /** What of the recipe's training is otherwise; of the optimizer only the learning rate may be. */
  readonly training?: Partial<Pick<Recipe, 'steps' | 'schedule' | 'optimizer' | 'evaluateEvery'>>;
  /** The network to train where channels have left the recipe's; masks and parameters are of it. */
  readonly network?: NetworkDefinitionInput;
  readonly rule?: StepRule;
  readonly sparsifier?: Sparsifier;
  /** Numbers of the method for the level's result. */
  readonly metrics?: Readonly<Record<string, number>>;
}

/** A published way to get a ticket: criterion, distribution, schedule and what survivors restart from. */
export interface Method<N extends MethodName> {
  /** What a level trains. Called once a level, also by a resumed one: it must give the same again. */
  plan(context: LevelContext<N>): LevelPlan | Promise<LevelPlan>;
}

/**
 * Why a method cannot prune a network, found before anything is trained.
 *
 * @param source the network of the recipe that its levels start from, where there is one
 * @throws {InputError}
 */
export type MethodCheck<N extends MethodName> = (
  options: OptionsOf<N>,
  network: NetworkStructure,
  recipe: Recipe,
  source: NetworkStructure | undefined,
) => void;
