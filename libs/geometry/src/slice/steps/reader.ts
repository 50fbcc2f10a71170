import { along, anything, few, Rows, unchanged } from './rows';

/** Sums of so many updates are computed anew, so that rounding does not add up. */
const mostUpdates = 64;

/** What an operation that only adds differences remembers of the rows that it reads. */
export class Reader {
  /** What has changed since the last time, as in {@link Rows}; after a restart, `few` lists the rows themselves. */
  readonly found: Rows;
  private readonly last: Float64Array;
  private updates = mostUpdates;

  /** @param told whether it is told of every change: it reads after every time that the rows are made */
  constructor(
    private readonly rows: Rows,
    private readonly told: boolean,
  ) {
    this.found = new Rows(rows.length);
    this.last = new Float64Array(rows.values.length);
  }

  /**
   * Looks what has changed. True when so much has, or so many updates were added up, that the operation should start from
   * nothing.
   */
  read(): boolean {
    const { rows, found } = this;
    const change = this.told ? rows.change : anything;
    if (change === unchanged) found.change = unchanged;
    else if (change === anything) this.compare();
    else this.take();
    if (found.change === unchanged && this.updates < mostUpdates) return false;
    if (++this.updates <= mostUpdates && found.change !== anything) return false;
    this.updates = 0;
    this.restart();
    return true;
  }

  /** Takes over what the rows say of themselves. */
  private take(): void {
    const { rows, found, last } = this;
    found.change = rows.change;
    found.count = rows.count;
    for (let k = 0; k < rows.count; k++) {
      const unit = rows.units[k]!;
      found.units[k] = unit;
      for (let i = 0; i < 3; i++) {
        found.differences[3 * k + i] = rows.differences[3 * k + i]!;
        last[3 * unit + i] = rows.values[3 * unit + i]!;
      }
    }
    if (rows.change !== along) return;
    last.set(rows.values);
    [found.direction[0], found.direction[1], found.direction[2]] = rows.direction;
    found.amounts = rows.amounts;
    found.offset = rows.offset;
  }

  /** Finds out by comparing: `few` when less has changed than half of what is not 0. */
  private compare(): void {
    const { rows, found, last } = this;
    const { values } = rows;
    found.count = 0;
    let active = 0;
    for (let i = 0, unit = 0; i < values.length; i += 3, unit++) {
      const a = values[i]!;
      const b = values[i + 1]!;
      const c = values[i + 2]!;
      if (a !== 0 || b !== 0 || c !== 0) active++;
      if (a === last[i] && b === last[i + 1] && c === last[i + 2]) continue;
      found.list(unit, a - last[i]!, b - last[i + 1]!, c - last[i + 2]!);
      last[i] = a;
      last[i + 1] = b;
      last[i + 2] = c;
    }
    found.change = found.count === 0 ? unchanged : 2 * found.count < active ? few : anything;
  }

  private restart(): void {
    const { found } = this;
    const { values } = this.rows;
    found.change = few;
    found.count = 0;
    for (let i = 0, unit = 0; i < values.length; i += 3, unit++) {
      const a = values[i]!;
      const b = values[i + 1]!;
      const c = values[i + 2]!;
      if (a !== 0 || b !== 0 || c !== 0) found.list(unit, a, b, c);
    }
    this.last.set(values);
  }
}
