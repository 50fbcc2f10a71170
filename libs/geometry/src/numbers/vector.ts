import type { Ring } from './ring';

/** A vector or a point of any dimension. */
export type Vector<T = number> = readonly T[];

/** The zero vector. */
export function zeros<T>({ zero }: Ring<T>, dimension: number): T[] {
  return new Array<T>(dimension).fill(zero);
}

export function plus<T>({ add }: Ring<T>, a: Vector<T>, b: Vector<T>): T[] {
  return a.map((x, i) => add(x, b[i]!));
}

export function minus<T>({ subtract }: Ring<T>, a: Vector<T>, b: Vector<T>): T[] {
  return a.map((x, i) => subtract(x, b[i]!));
}

export function times<T>({ multiply }: Ring<T>, factor: T, a: Vector<T>): T[] {
  return a.map((x) => multiply(factor, x));
}

export function dot<T>({ add, multiply, zero }: Ring<T>, a: Vector<T>, b: Vector<T>): T {
  return a.reduce((sum, x, i) => add(sum, multiply(x, b[i]!)), zero);
}

export function isZero<T>({ sign }: Ring<T>, a: Vector<T>): boolean {
  return a.every((x) => sign(x) === 0);
}

/** The order of their first coordinates that differ. */
export function compareVectors<T>({ compare }: Ring<T>, a: Vector<T>, b: Vector<T>): number {
  for (let i = 0; i < a.length; i++) {
    const order = compare(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return 0;
}
