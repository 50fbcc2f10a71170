import { sizeOf } from '@tombola/engine';
import type { MaskTensors } from '@tombola/nn';

/** Which weights were ever kept, a bit a weight, in base64: what checkpoints can hold. */
export type Explored = Readonly<Record<string, string>>;

/** The same with what the masks keep now. */
export function explore(explored: Explored, masks: MaskTensors): Explored {
  return Object.fromEntries(
    Object.entries(masks).map(([name, { data }]) => {
      const bits = new Uint8Array(Math.ceil(data.length / 8));
      bits.set(Buffer.from(explored[name] ?? '', 'base64'));
      for (let i = 0; i < data.length; i++) if (data[i] === 1) bits[i >> 3]! |= 1 << (i & 7);
      return [name, Buffer.from(bits.buffer).toString('base64')];
    }),
  );
}

/**
 * The share of all prunable weights that were ever kept: the in-time over-parameterisation rate R_s (Liu et al., Do We Actually
 * Need Dense Over-Parameterization?, ICML 2021, section 3). Of masks that stay it is their density.
 */
export function exploredShare(explored: Explored, masks: MaskTensors): number {
  let [kept, total] = [0, 0];
  for (const [name, { shape }] of Object.entries(masks)) {
    total += sizeOf(shape);
    for (const byte of Buffer.from(explored[name]!, 'base64')) kept += ones[byte]!;
  }
  return kept / total;
}

/** How many bits of a byte are 1. */
const ones = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);
