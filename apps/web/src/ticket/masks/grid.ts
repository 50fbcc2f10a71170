import type { MaskOut, TicketInputs } from '@tombola/shared';

/** A matrix of numbers that is drawn as a picture, row by row. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly values: readonly number[];
}

/**
 * What of each pixel is still read: kept connections, of one channel or of all of them together.
 *
 * @param most that a value can be.
 */
export interface InputGrid extends Grid {
  readonly label: string;
  readonly most: number;
}

/** The picture of all channels, and, of an image of several, one of each. */
export function inputGrids({ height, width, channels, counts, outputs }: TicketInputs): InputGrid[] {
  const pixels = Array.from({ length: height * width }, (_, i) => i);
  const shape = { rows: height, columns: width };
  const sum = (pixel: number) => {
    let all = 0;
    for (let channel = 0; channel < channels; channel++) all += counts[pixel * channels + channel] ?? 0;
    return all;
  };
  const whole = { ...shape, label: 'all channels', most: outputs * channels, values: pixels.map(sum) };
  if (channels === 1) return [{ ...whole, label: 'input' }];
  const names = channels === 3 ? ['red', 'green', 'blue'] : undefined;
  const each = Array.from({ length: channels }, (_, channel) => ({
    ...shape,
    label: names?.[channel] ?? `channel ${channel}`,
    most: outputs,
    values: pixels.map((pixel) => counts[pixel * channels + channel] ?? 0),
  }));
  return [whole, ...each];
}

/** Whether an input is a picture: more than one row and column. */
export const isPicture = ({ height, width }: Pick<TicketInputs, 'height' | 'width'>): boolean =>
  height > 1 && width > 1;

/** Densities of a mask's blocks. */
export const maskGrid = ({ rows, columns, densities }: MaskOut): Grid => ({ rows, columns, values: densities });

/**
 * The kernels of a convolutional parameter of shape [height, width, inputs, outputs], one picture an output: the share
 * of inputs that are kept at each place. Undefined for other shapes, and where blocks hold more than one weight.
 */
export function kernelGrids({ shape, rows, columns, densities }: MaskOut): Grid[] | undefined {
  const [height, width, inputs, outputs] = shape;
  if (shape.length !== 4 || rows !== height! * width! * inputs! || columns !== outputs) return undefined;
  return Array.from({ length: outputs }, (_, output) => ({
    rows: height!,
    columns: width!,
    values: Array.from({ length: height! * width! }, (_, place) => {
      let kept = 0;
      for (let input = 0; input < inputs!; input++) kept += densities[(place * inputs! + input) * columns + output]!;
      return kept / inputs!;
    }),
  }));
}

/** Where block `b` of `blocks` begins in an extent, and where the next one does: as the server cuts it. */
export function blockRange(block: number, blocks: number, extent: number): readonly [from: number, to: number] {
  return [Math.floor((block * extent) / blocks), Math.floor(((block + 1) * extent) / blocks)];
}

/** The greatest value; 0 for none. */
export const greatest = ({ values }: Grid): number => values.reduce((most, value) => Math.max(most, value), 0);
