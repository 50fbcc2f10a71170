import type { Node } from '../graph';

/** Rows and columns around images, as ONNX has them. */
export type Pads = readonly [top: number, left: number, bottom: number, right: number];

/** The window of a convolution, as its attributes say it. */
export interface Window {
  /** [height, width] */
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly pads: Pads;
  readonly group: number;
}

export function windowOf({ attributes }: Node): Window {
  const of = (name: string) => attributes[name] as readonly number[];
  return {
    kernel: of('kernel_shape') as Window['kernel'],
    strides: of('strides') as Window['strides'],
    dilations: of('dilations') as Window['dilations'],
    pads: of('pads') as Pads,
    group: attributes.group as number,
  };
}

export function attributesOf({ kernel, strides, dilations, pads, group }: Window): Node['attributes'] {
  return { kernel_shape: kernel, strides, dilations, pads, group };
}

/** The extents of images and filters; the batch may be open. */
export type Extents = readonly [number, number, number, number];
