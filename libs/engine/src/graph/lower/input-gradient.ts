import { node, transpose, type Node, type Value } from '../graph';
import { blockedConv, blockedFilterBack, fromBlocked, fromTheEnd, outBlockedFilter, toBlocked } from './blocked';
import { attributesOf, windowOf, type Extents, type Window } from './window';

/**
 * The gradient of a convolution by its images. With stride 1 it is itself a convolution, of the upstream gradient with
 * the filter turned round; otherwise ONNX has it under the name of ConvTranspose.
 */
export function lowerInputGradient(gradient: Node, block: number): Value {
  const [upstream, filter] = gradient.inputs as [Value, Value];
  const [result] = gradient.outputs;
  const window = windowOf(gradient);
  const turned = turnedWindow(window, result!.shape as Extents, upstream.shape as Extents);
  if (turned === undefined) return convTranspose(upstream, filter, result!, window);
  const [out, into] = filter.shape as Extents;
  if (window.group === 1) {
    if (block > 1 && out % block === 0 && into % block === 0) {
      return blocked(toBlocked(upstream, block), blockedFilterBack(filter, block), result!, turned);
    }
    return node('Conv', [upstream, transpose(fromTheEnd(filter, [2, 3]), [1, 0, 2, 3])], result!, attributesOf(turned));
  }
  if (into !== 1 || out !== window.group) return convTranspose(upstream, filter, result!, window);
  if (block > 1 && out % block === 0) {
    return blocked(toBlocked(upstream, block), outBlockedFilter(fromTheEnd(filter, [2, 3]), block), result!, turned);
  }
  return node('Conv', [upstream, fromTheEnd(filter, [2, 3])], result!, attributesOf(turned));
}

function blocked(upstream: Value, filter: Value, result: Value, window: Window): Value {
  return fromBlocked(blockedConv([upstream, filter], result.shape, attributesOf(window)));
}

/** The window of the convolution that gives the gradient; undefined where it is none. */
function turnedWindow(window: Window, images: Extents, upstream: Extents): Window | undefined {
  const { kernel, strides, dilations, pads } = window;
  if ([...strides, ...dilations].some((extent) => extent !== 1)) return undefined;
  const [top, left] = [kernel[0] - 1 - pads[0], kernel[1] - 1 - pads[1]];
  const bottom = images[2] - upstream[2] + kernel[0] - 1 - top;
  const right = images[3] - upstream[3] + kernel[1] - 1 - left;
  if ([top, left, bottom, right].some((pad) => pad < 0)) return undefined;
  return { ...window, pads: [top, left, bottom, right] };
}

function convTranspose(upstream: Value, filter: Value, result: Value, window: Window): Value {
  const { kernel, strides, dilations, pads } = window;
  // Rows and columns of the images that no window ends on.
  const rest = [0, 1].map((axis) => {
    const covered =
      ((upstream.shape[axis + 2] as number) - 1) * strides[axis]! + (kernel[axis]! - 1) * dilations[axis]!;
    return (result.shape[axis + 2] as number) + pads[axis]! + pads[axis + 2]! - covered - 1;
  });
  return node('ConvTranspose', [upstream, filter], result, { ...attributesOf(window), output_padding: rest });
}
