import type { Shape } from '../resolve';

/**
 * Inside, the channels of images come last, so that what a convolution adds lies side by side. `order[i]` is the place in
 * [channels, height, width] of unit i of [height, width, channels]; units stay as they are.
 */
export function channelsLastOrder(shape: Shape): Int32Array {
  const [channels, height = 1, width = 1] = shape;
  const area = height * width;
  const order = new Int32Array(channels * area);
  for (let place = 0, i = 0; place < area; place++) {
    for (let channel = 0; channel < channels; channel++) order[i++] = channel * area + place;
  }
  return order;
}

/** `inverse[order[i]]` is i. */
export function inverseOrder(order: Int32Array): Int32Array {
  const inverse = new Int32Array(order.length);
  order.forEach((to, i) => (inverse[to] = i));
  return inverse;
}
