import { tensor } from '@tombola/engine';
import { keptInputs } from './kept-inputs';

test('connections of a pixel are counted over outputs and channels', () => {
  // Two channels of 1 x 2 pixels to three outputs.
  const mask = tensor(Uint8Array.from([1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1]), [4, 3], 'uint8');
  expect(keptInputs(mask, [2, 1, 2])).toEqual({ height: 1, width: 2, connections: 6, kept: [4, 2] });
});

test('a convolution, other inputs and points of a plane make no picture', () => {
  const ones = (...shape: number[]) =>
    tensor(new Uint8Array(shape.reduce((product, extent) => product * extent, 1)).fill(1), shape, 'uint8');
  expect(keptInputs(ones(6, 1, 3, 3), [1, 28, 28])).toBeUndefined();
  expect(keptInputs(ones(10, 3), [1, 3, 3])).toBeUndefined();
  expect(keptInputs(ones(2, 3), [2])).toBeUndefined();
});
