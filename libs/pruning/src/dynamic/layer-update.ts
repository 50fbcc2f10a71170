import { tensor } from '@tombola/engine';
import type { Change, Moment } from '@tombola/nn';

/**
 * Which weights that are dropped and grown again in the same update start anew. `paper`: all, as every grown weight (Evci et
 * al., ICML 2020, algorithm 1). `reference`: none; they keep their value and their slots of the optimizer, as in the authors'
 * code, where a connection is new only when it was inactive before.
 */
export type RegrownRule = 'paper' | 'reference';

/** What an update makes of a layer; float32 of zeros and ones. */
export interface LayerUpdate {
  /** The mask after it. */
  readonly mask: Float32Array;
  /** 1 where a weight goes on with its value and slots; all others are 0 after the update. */
  readonly stays: Float32Array;
}

/**
 * An update of one layer.
 *
 * @param before the mask before it
 * @param survivors what the drop left of it
 * @param after the survivors and what has grown
 */
export function layerUpdate(
  before: Float32Array,
  survivors: Float32Array,
  after: Float32Array,
  regrown: RegrownRule,
): LayerUpdate {
  if (regrown === 'paper') return { mask: after, stays: survivors };
  const stays = new Float32Array(before.length);
  for (let i = 0; i < before.length; i++) stays[i] = before[i]! * after[i]!;
  return { mask: after, stays };
}

/**
 * The state and the masks after updates of layers, by the names of their weights: what does not stay is +0 in the weights and in
 * every slot of the optimizer, so that nothing revives what was dropped and nothing pushes what has grown. Other layers and a
 * rule's memory stay as they are.
 */
export function applyUpdates(
  { state, masks }: Pick<Moment, 'state' | 'masks'>,
  updates: Readonly<Record<string, LayerUpdate>>,
): Required<Pick<Change, 'state' | 'masks'>> {
  const parameters = { ...state.parameters };
  const slots = { ...state.slots };
  const changed = { ...masks };
  for (const [name, { mask, stays }] of Object.entries(updates)) {
    const { shape } = masks[name]!;
    changed[name] = tensor(mask, shape);
    parameters[name] = tensor(only(stays, parameters[name]!.data), shape);
    for (const slot of Object.keys(slots).filter((key) => key.startsWith(`${name}/`))) {
      slots[slot] = tensor(only(stays, slots[slot]!.data), shape);
    }
  }
  return { state: { ...state, parameters, slots }, masks: changed };
}

/** The values where the bits are 1, +0 elsewhere. */
export function only(bits: Float32Array, values: Float32Array): Float32Array {
  const left = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) if (bits[i] === 1) left[i] = values[i]!;
  return left;
}
