import { InputError } from '@tombola/shared';
import { grownInts } from '../mesh/grown';
import type { Stage, States } from '../program/stage';

/** The states of one stage's units wherever the walk had settled them, packed, and whereabouts of the stage before that was. */
interface Record {
  readonly units: number;
  /** Bits of a state: 1 for on or off, 8 or 32 for places of a window. */
  readonly bits: number;
  /** 32-bit words of one record. */
  readonly words: number;
  readonly order: Int32Array;
  count: number;
  packed: Int32Array;
  parents: Int32Array;
}

/**
 * The activation patterns of all cells, as a tree: cells that share the states of the first stages share their record. A record is
 * made in the order of the walk, which is depth first, so that its parent is the last one of the stage before.
 */
export class Patterns {
  private readonly records: Record[];

  constructor(stages: readonly Stage[]) {
    this.records = stages.map(({ units, kind, states, order }) => {
      const bits = kind === 'threshold' ? 1 : 8 * states.BYTES_PER_ELEMENT;
      const words = Math.ceil((units * bits) / 32);
      return { units, bits, words, order, count: 0, packed: new Int32Array(4 * words), parents: new Int32Array(4) };
    });
  }

  /** Bytes of its arrays. */
  get bytes(): number {
    return this.records.reduce((sum, { packed, parents }) => sum + 4 * (packed.length + parents.length), 0);
  }

  record(stage: number, states: States): void {
    const record = this.records[stage]!;
    const { bits, words } = record;
    const at = record.count++;
    if (at === record.parents.length) {
      record.parents = grownInts(record.parents);
      record.packed = grownInts(record.packed);
    }
    record.parents[at] = stage === 0 ? 0 : this.records[stage - 1]!.count - 1;
    const { packed } = record;
    let word = 0;
    let shift = 0;
    let to = at * words;
    for (let unit = 0; unit < states.length; unit++) {
      word |= states[unit]! << shift;
      shift += bits;
      if (shift < 32) continue;
      packed[to++] = word;
      word = 0;
      shift = 0;
    }
    if (shift > 0) packed[to] = word;
  }

  /**
   * The states of all units on a cell, an array for each stage in the order of the network's nodes, its units in theirs: 1 on and
   * 0 off of a ReLU, of a max-pool the place in the window that wins.
   *
   * @throws {InputError} for a cell that there is not.
   */
  of(cell: number): States[] {
    const last = this.records.at(-1);
    if (last === undefined) return [];
    if (!Number.isInteger(cell) || cell < 0 || cell >= last.count) {
      throw new InputError({ what: 'there is no such cell', value: cell, expected: `0 to ${last.count - 1}` });
    }
    const found: States[] = [];
    let at = cell;
    for (const { units, bits, words, order, packed, parents } of [...this.records].reverse()) {
      const states = bits === 32 ? new Uint32Array(units) : new Uint8Array(units);
      const [each, mask] = [32 / bits, 2 ** bits - 1];
      order.forEach((to, unit) => {
        const word = packed[at * words + Math.floor(unit / each)]!;
        states[to] = (word >>> (bits * (unit % each))) & mask;
      });
      found.push(states);
      at = parents[at]!;
    }
    return found.reverse();
  }
}
