import type { NetworkStructure } from '@tombola/nn';
import type { TicketUnits } from '@tombola/shared';
import { keptOf, type LayerMask } from './layer-masks';
import { onlyReader } from './only-reader';

type Indices = TicketUnits['hidden'][number]['dead'];

/** Indices that are listed; all of them are counted. */
const MOST = 1000;

/**
 * Units, or channels, that have lost all their connections on one side or the other. A hidden unit is dead when nothing
 * that is kept reaches it, or nothing that is kept reads it: its activation is a constant, or of no use. Deaths that
 * follow from other deaths are not counted. Of units that several nodes read, or that are added to others, two masks do
 * not tell.
 */
export function deadUnits(
  network: NetworkStructure,
  layers: readonly LayerMask[],
): Pick<TicketUnits, 'layers' | 'hidden'> {
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
    hidden: sides.flatMap(({ layer: { name }, outputs: units, unfed }) => {
      const reader = onlyReader(network, name);
      const next = sides.find(({ layer }) => layer.name === reader);
      if (next === undefined) return [];
      // What was flattened between them is several inputs for a channel, one after the other.
      const each = next.inputs / units;
      const left = new Set(next.unused);
      const unused = range(units).filter((unit) => range(each).every((i) => left.has(unit * each + i)));
      const dead = [...new Set([...unfed, ...unused])].sort((a, b) => a - b);
      return [{ layer: name, units, unfed: unfed.length, unused: unused.length, dead: first(dead) }];
    }),
  };
}

function zerosOf(layer: LayerMask): { readonly unused: number[]; readonly unfed: number[] } {
  const { inputs, outputs } = keptOf(layer);
  return { unused: zeros(inputs), unfed: zeros(outputs) };
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function zeros(counts: Uint32Array): number[] {
  return Array.from(counts.keys()).filter((i) => counts[i] === 0);
}

function first(indices: readonly number[]): Indices {
  return { count: indices.length, indices: indices.slice(0, MOST) };
}
