import type { TicketUnits } from '@tombola/shared';
import { keptOf, type LayerMask } from './layer-masks';

type Indices = TicketUnits['hidden'][number]['dead'];

/** Indices that are listed; all of them are counted. */
const MOST = 1000;

/**
 * Units that have lost all their connections on one side or the other. A hidden unit is dead when nothing that is kept
 * reaches it, or nothing that is kept reads it: its activation is a constant, or of no use. Deaths that follow from
 * other deaths are not counted.
 */
export function deadUnits(layers: readonly LayerMask[]): Pick<TicketUnits, 'layers' | 'hidden'> {
  const sides = layers.map((layer) => ({ ...layer, ...zerosOf(layer) }));
  return {
    layers: sides.map(({ layer: { name, kind }, parameter, inputs, outputs, unused, unfed }) => ({
      layer: name,
      kind,
      parameter,
      inputs,
      outputs,
      inputsUnused: first(unused),
      outputsUnfed: first(unfed),
    })),
    hidden: sides.slice(0, -1).flatMap(({ layer: { name }, outputs: units, unfed }, i) => {
      const next = sides[i + 1]!;
      // Between layers that count their units otherwise it takes more than two masks to know.
      if (next.inputs !== units) return [];
      const dead = [...new Set([...unfed, ...next.unused])].sort((a, b) => a - b);
      return [{ layer: name, units, unfed: unfed.length, unused: next.unused.length, dead: first(dead) }];
    }),
  };
}

function zerosOf(layer: LayerMask): { readonly unused: number[]; readonly unfed: number[] } {
  const { rows, outputs } = keptOf(layer);
  const read = new Uint32Array(layer.inputs);
  rows.forEach((kept, row) => (read[row % layer.inputs]! += kept));
  return { unused: zeros(read), unfed: zeros(outputs) };
}

function zeros(counts: Uint32Array): number[] {
  return Array.from(counts.keys()).filter((i) => counts[i] === 0);
}

function first(indices: readonly number[]): Indices {
  return { count: indices.length, indices: indices.slice(0, MOST) };
}
