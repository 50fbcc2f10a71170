import type { Node, Value } from '../graph';
import { blockedConv, blockedFilter, fromBlocked, outBlockedFilter, toBlocked } from './blocked';
import { attributesOf, windowOf, type Extents } from './window';

/** A convolution on blocked channels, where channels come in whole blocks; undefined where it stays as it is. */
export function lowerConv(conv: Node, block: number): Value | undefined {
  const [images, filter, bias] = conv.inputs as [Value, Value, Value | undefined];
  const window = windowOf(conv);
  const [out, into] = filter.shape as Extents;
  const channels = images.shape[1] as number;
  const [output] = conv.outputs;
  const run = (input: Value, lying: Value) =>
    fromBlocked(
      blockedConv(bias === undefined ? [input, lying] : [input, lying, bias], output!.shape, {
        ...conv.attributes,
        ...attributesOf(window),
      }),
    );
  if (block === 1 || out % block !== 0) return undefined;
  if (window.group === channels && into === 1 && out === channels && channels > 1) {
    return run(toBlocked(images, block), outBlockedFilter(filter, block));
  }
  if (window.group !== 1) return undefined;
  if (channels < block) return run(images, outBlockedFilter(filter, block));
  if (channels % block !== 0) return undefined;
  return run(toBlocked(images, block), blockedFilter(filter, block));
}
