import type { DecisionMode, DecisionPolygon, Plane, TwoLayers } from '@tombola/geometry';
import { InputError } from '@tombola/shared';
import { Option } from 'commander';
import { oneOf, twoClasses } from './arguments';
import { jsonIn } from './json-file';

/** What a file of weights looks like. */
export const weightsForm = 'JSON: {"layers": [{"weights": [[...]], "bias": [...]}]}, rows = output units';

/** `--plane`. */
export const planeOption = () =>
  new Option('--plane <file>', 'JSON: {"origin": [...], "right": [...], "up": [...]} (default: the two inputs)');

/** `--theme`. */
export const themeOption = () =>
  new Option('--theme <name>', 'of the drawing: light, dark, or auto, which follows its reader')
    .default('auto')
    .argParser(oneOf(['auto', 'light', 'dark']));

/** `--mode`. */
export const modeOption = () =>
  new Option('--mode <name>', 'paper, or reduced: the smallest polygon of the same decisions')
    .default('paper')
    .argParser(oneOf(['paper', 'reduced']));

/** `--classes`. */
export const classesOption = () =>
  new Option('--classes <i,k>', 'only the decision between two classes, from 0 (default: all)').argParser(twoClasses);

/** What `polygon` and `distance` both take. */
export interface PolygonOptions {
  readonly mode: DecisionMode;
  readonly classes?: readonly [number, number];
  readonly plane?: string;
}

/** The network with one hidden layer and two inputs that a file and options describe. */
export async function twoLayersIn(file: string, { classes, plane }: PolygonOptions): Promise<TwoLayers> {
  const { betweenClasses, onPlane, readDenseLayers, twoLayersOf, floats } = await import('@tombola/geometry');
  const network = twoLayersOf(readDenseLayers(await jsonIn(file, 'these weights')));
  const inputs = network.hidden.weights[0]?.length ?? 0;
  if (plane === undefined && inputs > 2) {
    throw new InputError({
      what: 'a polygon is of two inputs',
      value: `${inputs} inputs in ${file}`,
      expected: '2',
      mend: 'Give a plane through them with --plane, the same one for all networks that are compared.',
    });
  }
  const cut =
    plane === undefined ? network : { ...network, hidden: onPlane(floats, network.hidden, await planeIn(plane)) };
  return classes === undefined ? cut : betweenClasses(cut, ...classes);
}

/** The decision polygon of a file of weights. */
export async function polygonIn(file: string, options: PolygonOptions): Promise<DecisionPolygon> {
  const { decisionPolygon, floats } = await import('@tombola/geometry');
  return decisionPolygon(floats, await twoLayersIn(file, options), { mode: options.mode });
}

/** The plane of a file. */
export async function planeIn(file: string): Promise<Plane> {
  const value = await jsonIn(file, 'this plane');
  const plane = value as Partial<Record<keyof Plane, unknown>> | null;
  const isNumbers = (part: unknown) => Array.isArray(part) && part.every((entry) => typeof entry === 'number');
  if (typeof plane === 'object' && [plane?.origin, plane?.right, plane?.up].every(isNumbers)) return plane as Plane;
  throw new InputError({
    what: 'this file is no plane',
    value: file,
    expected: '{"origin": [...], "right": [...], "up": [...]}',
  });
}
