import {
  boxAround,
  decisionPolygon,
  floats,
  planeThroughSamples,
  projectOn,
  sliceNetworkNow,
  zonogon,
  type Box,
  type Plane,
} from '@tombola/geometry';
import { initialise } from '@tombola/nn';
import { InputError, randomStream, readRecipe, type RecipeInput } from '@tombola/shared';
import { exampleInputs, piecewiseLinear, Workbench } from '@tombola/studies';
import type { Context } from '../cli/context';
import { benchInChild } from './in-child';
import { kaimingNetwork } from './slice';

/** What is measured, by name. */
const cases: Readonly<Record<string, (context: Data) => Work | Promise<Work>>> = {
  zonogon: () => zonogonOf(100_000),
  'decision-polygon': () => decisionPolygonOf(4096),
  '2-300-100-10': () => sliceOf({ network: kaimingNetwork([2, 300, 100, 10], 0), box: square(4.4) }),
  '2-256-256-256-10': () => sliceOf({ network: kaimingNetwork([2, 256, 256, 256, 10], 0), box: square(1.25) }),
  'lenet-300-100': (context) => imageSlice('lenet-300-100', 'mnist', 1, context),
  'conv-2': (context) => imageSlice('conv-2', 'cifar-10', 0.004, context),
};

export const geometryBenches = Object.keys(cases);

/** Where data sets are looked for first. */
type Data = Pick<Context, 'data'>;

interface Work {
  /** What it is about, in words. */
  readonly what: string;
  /** What `run` counts. */
  readonly unit: string;
  readonly run: () => number;
}

export interface GeometryBench extends Omit<Work, 'run'> {
  readonly name: string;
  readonly count: number;
  /** Of every repetition. */
  readonly seconds: readonly number[];
  /** Of the processor, all threads together. */
  readonly processorSeconds: readonly number[];
  /** Of the process that did only this, in bytes. */
  readonly peakMemory: number;
}

/** Measures one thing. */
export async function benchGeometry(name: string, repeats: number, context: Data): Promise<GeometryBench> {
  const { what, unit, run } = await cases[checked(name)]!(context);
  const runs = Array.from({ length: repeats }, () => {
    const [started, before] = [performance.now(), process.cpuUsage()];
    const count = run();
    const { user, system } = process.cpuUsage(before);
    return { count, seconds: (performance.now() - started) / 1000, processorSeconds: (user + system) / 1e6 };
  });
  return {
    name,
    what,
    unit,
    count: runs[0]!.count,
    seconds: runs.map((each) => each.seconds),
    processorSeconds: runs.map((each) => each.processorSeconds),
    peakMemory: process.resourceUsage().maxRSS * 1024,
  };
}

/** The same in a process of its own, so that its peak memory is of this alone. */
export async function benchGeometryInChild(
  name: string,
  repeats: number,
  context: Pick<Context, 'script' | 'signal' | 'data'>,
): Promise<GeometryBench> {
  const { data } = context;
  const flags = ['--repeats', String(repeats), ...(data === undefined ? [] : ['--data', data])];
  return benchInChild<GeometryBench>(['bench', 'geometry', checked(name), ...flags], context);
}

function checked(name: string): string {
  if (Object.hasOwn(cases, name)) return name;
  throw new InputError({ what: 'there is no such measurement', value: name, expected: geometryBenches.join(', ') });
}

function zonogonOf(count: number): Work {
  const stream = randomStream(0, 'bench-geometry', 'zonogon');
  const generators = Array.from({ length: count }, () => [stream.normal(), stream.normal()] as const);
  const run = () => zonogon(floats, generators).vertices.length;
  return { what: `zonogon of ${count.toLocaleString('en-US')} generators`, unit: 'vertices', run };
}

function decisionPolygonOf(units: number): Work {
  const stream = randomStream(0, 'bench-geometry', 'decision-polygon');
  const rows = (count: number, length: number) =>
    Array.from({ length: count }, () => Array.from({ length }, () => Math.fround(stream.normal())));
  const network = { hidden: { weights: rows(units, 2) }, output: { weights: rows(2, units) } };
  const run = () => decisionPolygon(floats, network).vertices.length;
  return { what: `decision polygon of 2-${units}-2`, unit: 'vertices', run };
}

function square(half: number): Box {
  return [-half, -half, half, half];
}

interface Sliced {
  readonly network: Parameters<typeof sliceNetworkNow>[0];
  readonly box: Box;
  readonly plane?: Plane;
  readonly what?: string;
}

function sliceOf({ network, box, plane, what = 'slice, weights as PyTorch draws them' }: Sliced): Work {
  return {
    what,
    unit: 'cells',
    run: () => sliceNetworkNow(network, { box, plane, patterns: false }).counts.activation,
  };
}

/**
 * The plane through the first three test images, with weights as they are drawn.
 *
 * @param share of the width and height of the box around the three that is cut, in its middle
 */
async function imageSlice(
  name: 'lenet-300-100' | 'conv-2',
  dataset: 'mnist' | 'cifar-10',
  share: number,
  { data }: Data,
): Promise<Work> {
  const recipe: RecipeInput = {
    network: { name },
    dataset: { name: dataset },
    optimizer: { name: 'adam', learningRate: 1e-3 },
    steps: 1,
  };
  const workbench = new Workbench(data === undefined ? {} : { data });
  try {
    const bench = await workbench.for(readRecipe(recipe));
    const inputs = await exampleInputs(bench, [0, 1, 2]);
    const plane = planeThroughSamples(inputs as [number[], number[], number[]]);
    const [left, bottom, right, top] = boxAround(inputs.map((input) => projectOn(plane, input)));
    const between = (low: number, high: number, at: number) => (low + high + at * share * (high - low)) / 2;
    const box = [
      between(left, right, -1),
      between(bottom, top, -1),
      between(left, right, 1),
      between(bottom, top, 1),
    ] as const;
    const network = piecewiseLinear(bench.network, initialise(bench.network, 'glorot-normal', 0));
    const of = share === 1 ? '' : `, the middle ${100 * share} % of the sides`;
    return sliceOf({ network, box, plane, what: `slice through three images of ${dataset}${of}, initial weights` });
  } finally {
    await workbench.dispose();
  }
}
