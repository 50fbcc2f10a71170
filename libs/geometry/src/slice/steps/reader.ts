import { along, anything, few, Rows, unchanged } from './rows';

/** Sums of so many updates are computed anew, so that rounding does not add up. */
const mostUpdates = 64;

/** What an operation that only adds differences remembers of the rows that it reads. */
export class Reader {
  /** Says what has changed since the last time; after a restart it lists the rows themselves. */
  changed: Rows;
  /** What it found out itself. */
  private readonly found: Rows;
  private readonly last: Float64Array;
  private updates = mostUpdates;

  /** @param told whether it is told of every change: it reads after every time that the rows are made */
  constructor(
    private readonly rows: Rows,
    private readonly told: boolean,
  ) {
    this.found = new Rows(rows.length);
    this.changed = this.found;
    this.last = new Float64Array(rows.values.length);
  }

  /**
   * Looks what has changed. True when so much has, or so many updates were added up, that the operation should start from
   * nothing.
   */
  read(): boolean {
    const { rows, found } = this;
    const change = this.told ? rows.change : anything;
    if (change === anything) this.compare();
    else this.remember(change);
    this.changed = change === anything ? found : rows;
    const known = this.changed.change;
    if (known === unchanged && this.updates < mostUpdates) return false;
    if (++this.updates <= mostUpdates && known !== anything) return false;
    this.updates = 0;
    this.restart();
    this.changed = found;
    return true;
  }

  /** Keeps in mind what it was told. */
  private remember(change: number): void {
    const { rows, last } = this;
    const { values } = rows;
    if (change === along) last.set(values);
    if (change !== few) return;
    for (let k = 0; k < rows.count; k++) {
      const i = 3 * rows.units[k]!;
      last[i] = values[i]!;
      last[i + 1] = values[i + 1]!;
      last[i + 2] = values[i + 2]!;
    }
  }

  /** Finds out by comparing: `few` when less has changed than half of what is not 0. */
  private compare(): void {
    const { rows, found, last } = this;
    const { values } = rows;
    found.clear(few);
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
    if (found.count === 0) found.change = unchanged;
    else if (2 * found.count >= active) found.change = anything;
  }

  private restart(): void {
    const { found } = this;
    const { values } = this.rows;
    found.clear(few);
    for (let i = 0, unit = 0; i < values.length; i += 3, unit++) {
      const a = values[i]!;
      const b = values[i + 1]!;
      const c = values[i + 2]!;
      if (a !== 0 || b !== 0 || c !== 0) found.list(unit, a, b, c);
    }
  }
}
