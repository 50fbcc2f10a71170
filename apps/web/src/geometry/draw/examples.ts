import { snapped, type DrawnPoint } from './points';

const TURNS = 1.25;

/** Data sets to begin with, the same every time: points at regular places along curves. */
export const examples: Readonly<Record<string, () => DrawnPoint[]>> = {
  'Two moons': () =>
    along(2, 40, (t, label) => {
      const angle = Math.PI * t;
      return label === 0
        ? [Math.cos(angle) - 0.5, Math.sin(angle) - 0.25]
        : [0.5 - Math.cos(angle), 0.25 - Math.sin(angle)];
    }),
  Circles: () =>
    along(2, 40, (t, label) => {
      const radius = label === 0 ? 1.5 : 0.6;
      return [radius * Math.cos(2 * Math.PI * t), radius * Math.sin(2 * Math.PI * t)];
    }),
  Spirals: () =>
    along(3, 30, (t, label) => {
      const [radius, angle] = [0.15 + 1.6 * t, 2 * Math.PI * ((TURNS * t) / 2 + label / 3)];
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    }),
};

function along(
  classes: number,
  each: number,
  place: (t: number, label: number) => readonly [number, number],
): DrawnPoint[] {
  return Array.from({ length: each * classes }, (_, i) => {
    const label = i % classes;
    const [x, y] = place(Math.floor(i / classes) / (each - 1), label);
    return { x: snapped(x), y: snapped(y), class: label };
  });
}
