import type { ModelSummary } from '@tombola/engine';
import type { MaskTensors, Parameters } from '@tombola/nn';
import { check, type Check, type ZeroCount } from './report';

type Initializers = ModelSummary['initializers'];

/** The zeros of every masked parameter: a pruned position must hold exactly +0, not a small number and not -0. */
export function countZeros(initializers: Initializers, masks: MaskTensors): ZeroCount[] {
  return Object.entries(masks).map(([parameter, mask]) => {
    const data = bitsOf(initializers[parameter]?.data ?? new Float32Array());
    let [zeros, pruned, keptZeros] = [0, 0, 0];
    mask.data.forEach((bit, i) => {
      if (bit === 0) {
        pruned += 1;
        if (data[i] === 0) zeros += 1;
        // Shifted, the sign bit falls off: -0 is a zero too.
      } else if (data[i]! << 1 === 0) keptZeros += 1;
    });
    return { parameter, zeros, pruned, keptZeros, ok: zeros === pruned && data.length === mask.data.length };
  });
}

/**
 * Float32 numbers as their bits. onnxruntime lets this thread take denormal numbers for 0, so comparing the numbers
 * themselves would miss a small one.
 */
function bitsOf(data: Float32Array): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, data.length);
}

export function zerosCheck(zeros: readonly ZeroCount[], masked: boolean): Check {
  const sum = (key: 'pruned' | 'keptZeros') => zeros.reduce((total, count) => total + count[key], 0);
  const complaints = zeros
    .filter(({ ok }) => !ok)
    .map(({ parameter, zeros: found, pruned }) => `${parameter}: ${found} of ${pruned} pruned weights are exactly +0`);
  const also = sum('keptZeros') === 0 ? '' : `; ${sum('keptZeros')} kept weights happen to be 0`;
  return check(
    'zeros',
    complaints,
    masked ? `all ${sum('pruned')} pruned weights are exactly +0${also}` : 'no masks: nothing is pruned',
  );
}

/** Every parameter but its pruned positions is the trained one, bit for bit. */
export function weightsCheck(initializers: Initializers, parameters: Parameters, masks: MaskTensors = {}): Check {
  const complaints: string[] = [];
  for (const [name, { data }] of Object.entries(parameters)) {
    const found = initializers[name]?.data;
    if (found?.length !== data.length) {
      complaints.push(`${name} cannot be compared`);
      continue;
    }
    const mask = masks[name]?.data;
    const foundBits = bitsOf(found);
    let first = -1;
    let count = 0;
    bitsOf(data).forEach((bits, i) => {
      if (mask?.[i] === 0 || bits === foundBits[i]) return;
      if (count++ === 0) first = i;
    });
    if (count > 0) {
      complaints.push(
        `${name}: ${count} elements differ, the first is number ${first}: ${found[first]} in the file, ${data[first]} trained`,
      );
    }
  }
  return check('weights', complaints, 'every kept weight and bias is the trained one, bit for bit');
}
