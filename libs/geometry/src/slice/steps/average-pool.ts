import { anything, type Rows, type Step } from './rows';

/** The average of every window; channels come last. `places` is [windows, size], -1 for padding, which takes no part. */
export function averagePoolStep(places: Int32Array, size: number, channels: number, input: Rows, rows: Rows): Step {
  const windows = places.length / size;
  const width = 3 * channels;
  const [from, to] = [input.values, rows.values];
  return {
    update() {
      rows.change = anything;
      to.fill(0);
      for (let window = 0; window < windows; window++) {
        let inside = 0;
        const start = window * width;
        for (let k = window * size; k < (window + 1) * size; k++) {
          if (places[k]! < 0) continue;
          inside++;
          const source = places[k]! * width;
          for (let i = 0; i < width; i++) to[start + i] = to[start + i]! + from[source + i]!;
        }
        for (let i = start; i < start + width; i++) to[i] = to[i]! / inside;
      }
    },
  };
}
