import { readFileSync } from 'node:fs';
import opentype, { type PathCommand } from 'opentype.js';
import { InputError } from '@tombola/shared';
import type { Face } from './faces';
import { packageFile } from './packages';

/** The outline of a digit as closed polygons, centred on (0, 0), y down, ink on the positive side of the winding. */
export interface Outline {
  /** x, y pairs. The larger extent of the bounding box is 1. */
  readonly points: Float64Array;
  /** Where each polygon ends in `points`, counted in points, ascending. */
  readonly ends: readonly number[];
}

/** No piece of a polygon is longer than about this share of the digit's height, so that bending it shows no corners. */
const piece = 0.07;

/**
 * The outlines of 0 .. 9 in a face.
 *
 * @throws {InputError} when its package is not installed or has no digits.
 */
export function readDigits(face: Face): Outline[] {
  const bytes = readFileSync(packageFile(face.package, face.file));
  const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  return Array.from({ length: 10 }, (_, digit) => {
    const { commands } = font.charToGlyph(String(digit)).path;
    const outline = commands.length > 0 ? normalise(flatten(commands, font.unitsPerEm)) : undefined;
    if (outline) return outline;
    throw new InputError({ what: `${face.file} has no outline for ${digit}`, expected: 'a font with digits' });
  });
}

/** Polygons from path commands, curves cut into chords. */
function flatten(commands: readonly PathCommand[], unitsPerEm: number): number[][] {
  const longest = piece * 0.7 * unitsPerEm;
  const polygons: number[][] = [];
  let polygon: number[] = [];
  let [x0, y0] = [0, 0];
  const chords = (length: number) => Math.min(24, Math.max(1, Math.ceil(length / longest)));
  const line = (x: number, y: number) => {
    const n = chords(distance(x0, y0, x, y));
    for (let k = 1; k <= n; k++) polygon.push(x0 + ((x - x0) * k) / n, y0 + ((y - y0) * k) / n);
    [x0, y0] = [x, y];
  };
  for (const command of commands) {
    if (command.type === 'M') {
      polygon = [];
      polygons.push(polygon);
      [x0, y0] = [command.x, command.y];
      polygon.push(x0, y0);
    } else if (command.type === 'L') {
      line(command.x, command.y);
    } else if (command.type === 'Q') {
      const { x1, y1, x, y } = command;
      const n = Math.max(2, chords(distance(x0, y0, x1, y1) + distance(x1, y1, x, y)));
      for (let k = 1; k <= n; k++) {
        const t = k / n;
        const s = 1 - t;
        polygon.push(s * s * x0 + 2 * s * t * x1 + t * t * x, s * s * y0 + 2 * s * t * y1 + t * t * y);
      }
      [x0, y0] = [x, y];
    } else if (command.type === 'C') {
      const { x1, y1, x2, y2, x, y } = command;
      const n = Math.max(3, chords(distance(x0, y0, x1, y1) + distance(x1, y1, x2, y2) + distance(x2, y2, x, y)));
      for (let k = 1; k <= n; k++) {
        const t = k / n;
        const s = 1 - t;
        const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
        polygon.push(a * x0 + b * x1 + c * x2 + d * x, a * y0 + b * y1 + c * y2 + d * y);
      }
      [x0, y0] = [x, y];
    } else {
      line(polygon[0]!, polygon[1]!);
    }
  }
  return polygons.map(withoutRepeats).filter((each) => each.length >= 6);
}

/** Without points that equal their predecessor: they would have no direction. */
function withoutRepeats(polygon: number[]): number[] {
  const kept: number[] = [];
  for (let i = 0; i < polygon.length; i += 2) {
    const before = i === 0 ? polygon.length - 2 : i - 2;
    if (polygon[i] !== polygon[before] || polygon[i + 1] !== polygon[before + 1])
      kept.push(polygon[i]!, polygon[i + 1]!);
  }
  return kept;
}

function normalise(polygons: number[][]): Outline | undefined {
  let [left, right, low, high, doubleArea] = [Infinity, -Infinity, Infinity, -Infinity, 0];
  for (const polygon of polygons) {
    for (let i = 0, before = polygon.length - 2; i < polygon.length; before = i, i += 2) {
      const [x, y] = [polygon[i]!, polygon[i + 1]!];
      left = Math.min(left, x);
      right = Math.max(right, x);
      low = Math.min(low, y);
      high = Math.max(high, y);
      doubleArea += polygon[before]! * y - x * polygon[before + 1]!;
    }
  }
  if (doubleArea === 0 || polygons.length === 0) return undefined;
  const extent = Math.max(right - left, high - low);
  const points: number[] = [];
  const ends: number[] = [];
  for (const polygon of polygons) {
    // TrueType and PostScript outlines run in opposite senses; all leave here in PostScript's.
    for (let k = 0; k < polygon.length; k += 2) {
      const i = doubleArea > 0 ? k : polygon.length - 2 - k;
      points.push((polygon[i]! - (left + right) / 2) / extent, ((low + high) / 2 - polygon[i + 1]!) / extent);
    }
    ends.push(points.length / 2);
  }
  return { points: Float64Array.from(points), ends };
}

function distance(x0: number, y0: number, x1: number, y1: number): number {
  return Math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
}
