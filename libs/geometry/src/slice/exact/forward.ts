import type { Numbers } from '../../numbers/numbers';
import { scalingOf } from '../batch-norm';
import type { Values } from '../network';
import { sizeOf, type ResolvedNode, type Shape } from '../resolve';
import { windowPlaces } from '../sliding-window';
import { affineAlgebra, type Affine } from './affine';

/** What a node that does not bend makes of what it reads, written for reading: images are [channels, height, width]. */
export function affineNode<T>(
  numbers: Numbers<T>,
  { node, name, window, shape }: ResolvedNode,
  inputs: readonly (readonly Affine<T>[])[],
  inputShape: Shape,
): readonly Affine<T>[] {
  const { add, times, constant, zero } = affineAlgebra(numbers);
  const of = (values: Values | undefined, i: number) => numbers.of(values?.[i] ?? 0);
  const sum = (terms: readonly Affine<T>[]) => terms.reduce(add, zero);
  const input = inputs[0]!;
  const [channels, height = 1, width = 1] = inputShape;
  const area = height * width;
  const outputs = Array.from({ length: sizeOf(shape) }, (_, i) => i);
  switch (node.op) {
    case 'dense':
      return outputs.map((i) => {
        const terms = input.map((f, j) => times(of(node.weights, i * input.length + j), f));
        return sum([...terms, constant(of(node.bias, i))]);
      });
    case 'conv': {
      const places = windowPlaces(window!, name);
      const { groups = 1, kernel } = node;
      const [inGroup, outGroup, size] = [channels / groups, node.channels / groups, kernel[0] * kernel[1]];
      const windows = places.length / size;
      return outputs.map((i) => {
        const [channel, stop] = [Math.floor(i / windows), i % windows];
        const first = Math.floor(channel / outGroup) * inGroup;
        const terms = Array.from({ length: inGroup * size }, (_, k) => {
          const place = places[stop * size + (k % size)]!;
          const weight = of(node.weights, channel * inGroup * size + k);
          return place < 0 ? zero : times(weight, input[(first + Math.floor(k / size)) * area + place]!);
        });
        return sum([...terms, constant(of(node.bias, channel))]);
      });
    }
    case 'batch-norm': {
      const { factor, shift } = scalingOf(node);
      return outputs.map((i) => {
        const channel = Math.floor(i / area);
        return add(times(of(factor, channel), input[i]!), constant(of(shift, channel)));
      });
    }
    case 'average-pool':
    case 'global-average-pool': {
      const places = windowPlaces(window!, name);
      const size = window!.size[0] * window!.size[1];
      const windows = places.length / size;
      return outputs.map((i) => {
        const [channel, stop] = [Math.floor(i / windows), i % windows];
        const inside = [...places.subarray(stop * size, (stop + 1) * size)].filter((place) => place >= 0);
        const share = numbers.divide(numbers.one, numbers.of(inside.length));
        return times(share, sum(inside.map((place) => input[channel * area + place]!)));
      });
    }
    case 'add':
      return outputs.map((i) => sum(inputs.map((rows) => rows[i]!)));
    case 'concat':
      return inputs.flat();
    default:
      return input;
  }
}
