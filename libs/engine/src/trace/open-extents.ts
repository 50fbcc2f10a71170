import { constant, constantOf, int64s, node, type ConstantData, type Value } from '../graph/graph';
import type { Extent } from '../tensor';

/** Where a named dimension can be read when the graph runs. */
interface Place {
  readonly name: string;
  readonly input: Value;
  readonly axis: number;
}

/**
 * The named dimensions of two traces: which pair of extents (in the first and in the second trace) stands for which
 * name, and constants that follow from them as values that are made when the graph runs.
 */
export class OpenExtents {
  private readonly places = new Map<string, Place>();
  private readonly vectors = new Map<string, Value>();

  /** @param inOutput gives the input with its names instead of the extents of a trace. */
  constructor(first: readonly Value[], second: readonly Value[], inOutput: (input: Value) => Value) {
    first.forEach((original, i) => {
      const input = inOutput(original);
      input.shape.forEach((name, axis) => {
        const pair = `${original.shape[axis]}/${second[i]!.shape[axis]}`;
        if (typeof name === 'string' && !this.places.has(pair)) this.places.set(pair, { name, input, axis });
      });
    });
  }

  get names(): string[] {
    return [...new Set([...this.places.values()].map(({ name }) => name))];
  }

  nameOf(first: Extent, second: Extent): string | undefined {
    return this.places.get(`${first}/${second}`)?.name;
  }

  /** A constant that differs between the traces, as it follows from the named dimensions; undefined if it does not. */
  constant(first: Value, second: Value, isTarget: boolean): Value | undefined {
    const [a, b] = [constantOf(first)!, constantOf(second)!];
    if (first.dtype === 'int64' && first.shape.length === 1 && a.length === b.length) {
      const [one, other] = [Array.from(a, Number), Array.from(b, Number)];
      const target = one.map((x, k) => (x === other[k] ? x : -1));
      const open = target.filter((x) => x === -1).length;
      // A -1 beside a 0 is not allowed, and the extents of nothing cannot be inferred.
      if (isTarget && open === 1 && !target.includes(0)) return int64s(target);
      return this.vector(one, other);
    }
    if (first.shape.length !== second.shape.length || !isFill(a) || !isFill(b) || !Object.is(a[0], b[0])) {
      return undefined;
    }
    const shape = this.vector(first.shape as number[], second.shape as number[]);
    const extents = first.shape.map((x, axis) => this.nameOf(x, second.shape[axis]!) ?? x);
    return shape && node('Expand', [constant(first.dtype, [], a.slice(0, 1)), shape], { ...first, shape: extents });
  }

  /** A one-dimensional int64 value that holds extents. */
  private vector(first: readonly number[], second: readonly number[]): Value | undefined {
    const key = `${first.join()}/${second.join()}`;
    const known = this.vectors.get(key);
    if (known !== undefined) return known;
    const parts: Value[] = [];
    for (const [k, extent] of first.entries()) {
      const place = this.places.get(`${extent}/${second[k]}`);
      if (extent === second[k]) parts.push(int64s([extent]));
      else if (place === undefined) return undefined;
      else parts.push(extentOf(place));
    }
    const whole = node('Concat', parts, { dtype: 'int64', shape: [first.length] }, { axis: 0 });
    this.vectors.set(key, whole);
    return whole;
  }
}

function extentOf({ input, axis }: Place): Value {
  return node('Shape', [input], { dtype: 'int64', shape: [1] }, { start: axis, end: axis + 1 });
}

function isFill(data: ConstantData): boolean {
  return data.length > 0 && data.every((element: number | bigint) => Object.is(element, data[0]));
}
