/** Extents of what a node makes of one example: channels, height, width; or units. */
export type Shape = readonly [channels: number, height: number, width: number] | readonly [units: number];

/** Down and right. */
export type Pair = readonly [number, number];

/** Rows and columns of zeros around an image (of nothing, for pools). */
export type Padding = readonly [top: number, bottom: number, left: number, right: number];

interface Place<Op extends string> {
  readonly op: Op;
  readonly name: string;
  /** Names of the nodes that it reads, all before it; `images` are the examples. */
  readonly inputs: readonly string[];
  /** Of what it reads, one an input. */
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
}

/** Cross-correlation with kernels [channels, channels in / groups, height, width]. */
export interface ConvNode extends Place<'conv'> {
  readonly channels: number;
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
  /** Divides the channels that come in and those that go out. */
  readonly groups: number;
  readonly bias: boolean;
}

export interface DenseNode extends Place<'dense'> {
  readonly units: number;
  readonly bias: boolean;
}

/** Normalises every channel, or unit, over the batch and the positions (Ioffe and Szegedy 2015). */
export interface BatchNormNode extends Place<'batch-norm'> {
  readonly epsilon: number;
  /** running = momentum * running + (1 - momentum) * batch */
  readonly momentum: number;
}

/** Averages and maxima are taken over what lies in the image; padding takes no part. */
export interface PoolNode extends Place<'max-pool' | 'average-pool'> {
  readonly size: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
}

export interface DropoutNode extends Place<'dropout'> {
  /** Share of the units set to 0 in training; the others are divided by 1 - rate. */
  readonly rate: number;
}

/** Makes [channels] of an image; [units] by channels, rows, columns; a sum of equal shapes; channels side by side. */
export type PlainNode = Place<'relu' | 'global-average-pool' | 'flatten' | 'add' | 'concat'>;

/** A node with everything decided: names, shapes, paddings, groups. */
export type Node = ConvNode | DenseNode | BatchNormNode | PoolNode | DropoutNode | PlainNode;

/** The name by which nodes read the examples. */
export const IMAGES = 'images';

/** Elements of a shape. */
export function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}
