import type { Provider, Tensor } from '@tombola/engine';
import { quantile } from '@tombola/shared';
import { trainingEnvironment } from '@tombola/studies';
import type { Context } from '../cli/context';
import { benchInChild } from './in-child';
import { requireProvider } from './require-provider';
import { measureSteps, prepare, round } from './step';

/** One network as it is trained for the comparison. */
export interface ProviderCase {
  readonly network: string;
  /** Examples a step; as the network's paper has it when left out. */
  readonly batch?: number;
}

export interface ProvidersOptions {
  readonly provider: Provider;
  readonly cases: readonly ProviderCase[];
  /** Threads of cpu. */
  readonly threads: number;
  /** Steps that are compared. */
  readonly steps: number;
  /** Measurements of each. */
  readonly repeats: number;
}

export interface ProvidersBench {
  readonly network: string;
  readonly batch: number;
  readonly engine: string;
  /** Seconds until the first step was done: loading, and what a device compiles. */
  readonly first: number;
  /** Milliseconds a step. */
  readonly ms_min: number;
  readonly ms_median: number;
  /** The largest relative difference of a step's loss from cpu's. */
  readonly loss_apart: number;
  /** How far parameters are from cpu's after all steps compared, as a share of how far cpu's have moved: |a - b| / |b - start|. */
  readonly apart: number;
}

type Parameters = Readonly<Record<string, Tensor<'float32'>>>;

/** The outcome of the steps that are compared. */
interface Trained {
  readonly start: Parameters;
  readonly end: Parameters;
  readonly losses: Float32Array;
}

/**
 * The same training on cpu and on another provider: the time of a step, and how far apart they are after some. They
 * need not be equal, as sums are taken in another order; a wrong kernel leaves them as far apart as they have moved.
 */
export async function benchProviders(options: ProvidersOptions): Promise<ProvidersBench[]> {
  const results: ProvidersBench[] = [];
  for (const each of options.cases) {
    let reference: Trained | undefined;
    for (const provider of new Set<Provider>(['cpu', options.provider])) {
      const { trained, ...measured } = await measure(each, provider, options);
      reference ??= trained;
      results.push({ ...measured, ...difference(trained, reference) });
    }
  }
  return results;
}

async function measure(each: ProviderCase, provider: Provider, { threads, steps, repeats }: ProvidersOptions) {
  const started = performance.now();
  const training = await prepare({ ...each, provider, threads });
  const start = training.parameters();
  const losses = new Float32Array(steps);
  losses.set(await training.advance(1));
  const first = (performance.now() - started) / 1000;
  if (steps > 1) losses.set(await training.advance(steps - 1), 1);
  const end = training.parameters();
  const times = await measureSteps(training, repeats);
  await training.dispose();
  const { network, batch, engine } = training;
  const [ms_min, ms_median] = [round(Math.min(...times)), round(quantile(times, 0.5))];
  return { network, batch, engine, first: round(first), ms_min, ms_median, trained: { start, end, losses } };
}

function difference(trained: Trained, reference: Trained): Pick<ProvidersBench, 'loss_apart' | 'apart'> {
  const losses = trained.losses.map((loss, i) => Math.abs(loss - reference.losses[i]!) / reference.losses[i]!);
  return {
    loss_apart: significant(Math.max(...losses)),
    apart: significant(distance(trained.end, reference.end) / distance(reference.end, reference.start)),
  };
}

/** The Euclidean distance of all parameters. */
function distance(a: Parameters, b: Parameters): number {
  let sum = 0;
  for (const [name, { data }] of Object.entries(a)) {
    const other = b[name]!.data;
    for (let i = 0; i < data.length; i++) sum += (data[i]! - other[i]!) ** 2;
  }
  return Math.sqrt(sum);
}

function significant(value: number): number {
  return Number(value.toPrecision(3));
}

/** The same in a process of its own, with the environment that processes that train get. */
export async function benchProvidersInChild(
  { provider, cases, ...numbers }: ProvidersOptions,
  context: Pick<Context, 'script' | 'signal'>,
): Promise<ProvidersBench[]> {
  await requireProvider(provider);
  const results: ProvidersBench[] = [];
  for (const each of cases) {
    const flags = Object.entries({ ...each, ...numbers }).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const args = ['bench', 'providers', provider, ...flags];
    results.push(...(await benchInChild<ProvidersBench[]>(args, context, trainingEnvironment())));
  }
  return results;
}
