import type { Ring } from './ring';

type Arithmetic<T> = Omit<Ring<T>, 'cross' | 'turn' | 'side' | 'partialSums'>;

/** A ring whose sums and products are exact, so that every sign follows from them. */
export function exactRing<T>(arithmetic: Arithmetic<T>): Ring<T> {
  const { add, subtract, multiply, compare, sign } = arithmetic;
  return {
    ...arithmetic,
    cross: ([ax, ay], [bx, by]) => compare(multiply(ax, by), multiply(ay, bx)),
    turn: ([ax, ay], [bx, by], [cx, cy]) =>
      compare(multiply(subtract(bx, ax), subtract(cy, ay)), multiply(subtract(by, ay), subtract(cx, ax))),
    side: ([ax, ay, az], [bx, by, bz], [cx, cy, cz], [dx, dy, dz]) => {
      const [ux, uy, uz] = [subtract(bx, ax), subtract(by, ay), subtract(bz, az)];
      const [vx, vy, vz] = [subtract(cx, ax), subtract(cy, ay), subtract(cz, az)];
      const [wx, wy, wz] = [subtract(dx, ax), subtract(dy, ay), subtract(dz, az)];
      const minorX = subtract(multiply(uy, vz), multiply(uz, vy));
      const minorY = subtract(multiply(uz, vx), multiply(ux, vz));
      const minorZ = subtract(multiply(ux, vy), multiply(uy, vx));
      return sign(add(add(multiply(wx, minorX), multiply(wy, minorY)), multiply(wz, minorZ)));
    },
    partialSums: (start, steps) => {
      const sums = [start];
      for (const step of steps) sums.push((start = add(start, step)));
      return sums;
    },
  };
}
