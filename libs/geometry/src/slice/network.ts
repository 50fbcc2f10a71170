/** Numbers of a network, row by row. */
export type Values = Float32Array | Float64Array | readonly number[];

/** Height and width, or down and right. */
export type Pair = readonly [number, number];

/** Rows and columns around an image: [top, bottom, left, right]. */
export type Padding = readonly [number, number, number, number];

interface One {
  /** The node that it reads, by its place in the list; -1 is the network's input. The node before when left out. */
  readonly from?: number;
}

interface Several {
  /** The nodes that it reads, two or more; -1 is the network's input. */
  readonly from: readonly number[];
}

interface Window extends One {
  readonly size: Pair;
  /** The size when left out. */
  readonly stride?: Pair;
  /** None when left out. It takes no part in maxima and averages. */
  readonly padding?: Padding;
}

/** weights [units, inputs], bias [units]. Reads units or images, whose order is [channels, height, width]. */
export interface DenseNode extends One {
  readonly op: 'dense';
  readonly units: number;
  readonly weights: Values;
  readonly bias?: Values;
}

/** weights [channels, channels in / groups, height, width], bias [channels]. */
export interface ConvNode extends One {
  readonly op: 'conv';
  readonly channels: number;
  readonly kernel: Pair;
  readonly weights: Values;
  readonly bias?: Values;
  readonly stride?: Pair;
  readonly padding?: Padding;
  readonly groups?: number;
}

/** Batch norm in use: scale (x - mean) / sqrt(variance + epsilon) + shift, one number a unit or channel. */
export interface BatchNormNode extends One {
  readonly op: 'batch-norm';
  readonly scale: Values;
  readonly shift: Values;
  readonly mean: Values;
  readonly variance: Values;
  /** 1e-5 when left out. */
  readonly epsilon?: number;
}

/** What a network is made of. Images are [channels, height, width]. */
export type NetworkNode =
  | DenseNode
  | ConvNode
  | BatchNormNode
  | ({ readonly op: 'relu' } & One)
  | ({ readonly op: 'leaky-relu'; readonly slope: number } & One)
  | ({ readonly op: 'max-pool' } & Window)
  | ({ readonly op: 'average-pool' } & Window)
  | ({ readonly op: 'global-average-pool' } & One)
  | ({ readonly op: 'flatten' } & One)
  | ({ readonly op: 'add' } & Several)
  | ({ readonly op: 'concat' } & Several);

/** A piecewise-linear network as plain data: nodes, each after those that it reads; the last one makes the outputs. */
export interface PiecewiseLinearNetwork {
  /** [units] or [channels, height, width]. */
  readonly inputShape: readonly number[];
  readonly nodes: readonly NetworkNode[];
}
