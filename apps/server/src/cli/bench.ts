import type { Provider } from '@tombola/engine';
import { Command, Option } from 'commander';
import type { ForwardBenchOptions } from '../bench/forward';
import type { GeometryBench } from '../bench/geometry';
import type { SliceBenchOptions } from '../bench/slice';
import type { StepBench } from '../bench/step';
import { integer, positiveInteger, positiveIntegers, positiveNumber } from './arguments';
import { providersCommand, providerOption } from './bench-providers';
import { columns } from './columns';
import type { Context } from './context';
import type { Output } from './output';
import type { Shell } from './shell';

/** `tombola bench`: how fast this machine is at what training does. */
export function benchCommand(shell: Shell): Command {
  const bench = new Command('bench').description('how fast this machine trains');
  bench
    .command('step')
    .description('time of one masked training step')
    .addOption(networkOption())
    .addOption(new Option('--threads <list>', 'threads inside one step').argParser(positiveIntegers).default([1], '1'))
    .addOption(providerOption())
    .addOption(
      new Option('--batch <n>', 'examples a batch (default: 60, with batch norm 128)').argParser(positiveInteger),
    )
    .addOption(number('--repeats <n>', 'measurements; their least and median count', 5))
    .addOption(
      new Option('--steps <n>', 'steps a measurement (default: about a second of them)').argParser(positiveInteger),
    )
    .addOption(new Option('--here', 'in this very process').hideHelp())
    .action(shell.action(step));
  bench.addCommand(providersCommand(shell));
  bench
    .command('methods')
    .description('time of a step under each method of pruning, against a masked step')
    .argument('[methods...]', 'only these')
    .addOption(networkOption())
    .addOption(new Option('--sparsity <share>', 'what the methods are asked for').argParser(Number).default(0.9))
    .addOption(number('--steps <n>', 'steps of a training', 1000))
    .addOption(number('--repeats <n>', 'trainings of each, of which the medians count', 5))
    .addOption(new Option('--here', 'in this very process').hideHelp())
    .action(shell.action(methods));
  bench
    .command('forward')
    .description('how many images a second a network evaluates')
    .addOption(networkOption())
    .addOption(number('--threads <n>', 'threads inside one call', 1))
    .addOption(number('--batch <n>', 'images a call', 500))
    .addOption(number('--repeats <n>', 'calls, of which the median counts', 7))
    .action(shell.action(forward));
  bench
    .command('parallel')
    .description('throughput of trials side by side against one alone')
    .addOption(networkOption())
    .addOption(number('--threads <n>', 'threads inside each process', 1))
    .addOption(batchOption())
    .addOption(number('--processes <n>', 'processes side by side', 2))
    .addOption(number('--seconds <n>', 'length of each measurement', 3))
    .action(shell.action(parallel));
  bench
    .command('batcher')
    .description('time of making one batch')
    .addOption(batchOption())
    .addOption(number('--repeats <n>', 'epochs; their least and median count', 5))
    .action(shell.action(batcher));
  bench
    .command('slice')
    .description('the exact linear regions of a network of random weights in a square of its two inputs')
    .addOption(
      new Option('--widths <list>', 'inputs, hidden units, outputs')
        .argParser(positiveIntegers)
        .default([2, 300, 100, 10], '2,300,100,10'),
    )
    .addOption(new Option('--half <x>', 'half the width of the square').argParser(positiveNumber).default(4.4))
    .addOption(new Option('--seed <n>', 'of the weights').argParser(integer).default(0))
    .addOption(number('--repeats <n>', 'slices; their least and median count', 5))
    .action(shell.action(slice));
  bench
    .command('geometry')
    .description('zonogons, decision polygons, and exact slices of networks in use; with images of MNIST and CIFAR-10')
    .argument('[names...]', 'only these')
    .addOption(number('--repeats <n>', 'times each is done; the least and median count', 5))
    .addOption(new Option('--here', 'one of them in this very process').hideHelp())
    .action(shell.action(geometry));
  bench
    .command('faults')
    .description('the same study twice, once while workers, server and database are killed: the bits must agree')
    .addOption(number('--trials <n>', 'trials of two levels each', 200))
    .addOption(number('--workers <n>', 'workers of one slot each', 3))
    .addOption(number('--every <n>', 'mean seconds between two faults', 4))
    .addOption(number('--seed <n>', 'seed of the faults', 1))
    .addOption(number('--limit <n>', 'seconds after which it has failed', 3600))
    .option('--keep <dir>', 'keep databases and logs there')
    .action(shell.action(faults));
  bench
    .command('load')
    .description('a server full of studies under many clients and live streams, while a trial trains')
    .addOption(number('--studies <n>', 'finished studies', 1000))
    .addOption(number('--trials <n>', 'trials of each', 10))
    .addOption(number('--series <n>', 'metric series of each trial', 100))
    .addOption(number('--points <n>', 'points of each series', 50))
    .addOption(number('--clients <n>', 'clients at a time, each asking without pause', 50))
    .addOption(number('--subscribers <n>', 'live streams at a time', 200))
    .addOption(number('--seconds <n>', 'length of each measurement', 20))
    .option('--keep <dir>', 'a home that is kept, and used again when it is full already')
    .action(shell.action(load));
  bench
    .command('worker', { hidden: true })
    .description('a process of `bench parallel`')
    .argument('<network>')
    .argument('<threads>', '', positiveInteger)
    .argument('<batch>', '', positiveInteger)
    .argument('<seconds>', '', positiveInteger)
    .action(shell.action(worker));
  return bench;
}

async function slice(_: Context, options: SliceBenchOptions): Promise<Output> {
  const [{ benchSlice }, { quantile }] = await Promise.all([import('../bench/slice'), import('@tombola/shared')]);
  const value = { ...options, ...benchSlice(options) };
  const times = (seconds: readonly number[]) =>
    `${Math.min(...seconds).toFixed(3)}, ${quantile(seconds, 0.5).toFixed(3)}`;
  const text = () =>
    columns(
      [
        'network',
        'cells',
        'corners a cell',
        'seconds: least, median',
        'of the processor',
        'cells a second',
        'peak MiB',
      ],
      [
        [
          options.widths.join('-'),
          value.counts.activation,
          value.corners,
          times(value.seconds),
          times(value.processorSeconds),
          Math.round(value.rate),
          Math.round(value.peakMemory / 2 ** 20),
        ],
      ],
    );
  return { value, text };
}

interface GeometryOptions {
  readonly repeats: number;
  readonly here?: true;
}

async function geometry(context: Context, { repeats, here }: GeometryOptions, names: string[]): Promise<Output> {
  const [{ benchGeometry, benchGeometryInChild, geometryBenches }, { quantile }] = await Promise.all([
    import('../bench/geometry'),
    import('@tombola/shared'),
  ]);
  if (here === true) return { value: await benchGeometry(names[0] ?? '', repeats, context) };
  const value: GeometryBench[] = [];
  for (const name of names.length > 0 ? names : geometryBenches) {
    value.push(await benchGeometryInChild(name, repeats, context));
  }
  const times = (seconds: readonly number[]) =>
    `${Math.min(...seconds).toFixed(3)}, ${quantile(seconds, 0.5).toFixed(3)}`;
  const rows = value.map((each) => [
    each.name,
    each.what,
    `${each.count.toLocaleString('en-US')} ${each.unit}`,
    times(each.seconds),
    times(each.processorSeconds),
    Math.round(each.count / Math.min(...each.seconds)),
    Math.round(each.peakMemory / 2 ** 20),
  ]);
  const head = ['name', 'what', 'makes', 'seconds: least, median', 'of the processor', 'a second', 'peak MiB'];
  return { value, text: () => columns(head, rows) };
}

interface StepOptions {
  readonly network: string;
  readonly provider: Provider;
  readonly threads: readonly number[];
  readonly batch?: number;
  readonly repeats: number;
  readonly steps?: number;
  readonly here?: true;
}

async function step(context: Context, { threads: counts, here, ...options }: StepOptions): Promise<Output> {
  const { benchStep, benchStepInChild } = await import('../bench/step');
  const results: StepBench[] = [];
  for (const threads of counts) {
    context.signal.throwIfAborted();
    const one = { ...options, threads };
    results.push(here === true ? await benchStep(one) : await benchStepInChild(one, context));
  }
  const head = ['network', 'engine', 'threads', 'batch', 'ms_min', 'ms_median'] as const;
  return {
    value: results.length === 1 ? results[0] : results,
    text: () =>
      columns(
        head,
        results.map((result) => head.map((key) => result[key])),
      ),
  };
}

interface MethodsOptions {
  readonly network: string;
  readonly sparsity: number;
  readonly steps: number;
  readonly repeats: number;
  readonly here?: true;
}

async function methods(context: Context, { here, ...options }: MethodsOptions, only: string[]): Promise<Output> {
  const { benchMethods, benchMethodsInChild } = await import('../bench/methods');
  const asked = { ...options, ...(only.length > 0 && { methods: only }) };
  const value = here === true ? await benchMethods(asked) : await benchMethodsInChild(asked, context);
  const rows = value.map(({ method, ms_median, ratio }) => [method, ms_median, ratio]);
  return { value, text: () => columns(['method', 'ms a step', 'ratio'], rows) };
}

async function forward(_: Context, options: ForwardBenchOptions): Promise<Output> {
  const { benchForward } = await import('../bench/forward');
  const value = await benchForward(options);
  const { network, batch, threads, ms_median, images_per_second } = value;
  const rate = images_per_second.toLocaleString('en-US');
  return {
    value,
    text: () => `${network}: ${batch} images in ${ms_median} ms with ${threads} threads, ${rate} a second`,
  };
}

interface ParallelOptions {
  readonly network: string;
  readonly threads: number;
  readonly batch: number;
  readonly processes: number;
  readonly seconds: number;
}

async function parallel({ script, signal }: Context, options: ParallelOptions): Promise<Output> {
  const { benchParallel } = await import('../bench/parallel');
  const value = await benchParallel({ ...options, script: script('main'), signal });
  const { network, processes, alone, together, ratio } = value;
  const text = `${network}: ${alone} steps/s alone, ${together} steps/s in ${processes} processes: ${ratio} times as many`;
  return { value, text: () => text };
}

async function batcher(_: Context, options: { batch: number; repeats: number }): Promise<Output> {
  const { benchBatcher } = await import('../bench/batcher');
  const value = benchBatcher(options);
  const { shape, batch, ms_median, images_per_second } = value;
  const text = `${batch} images of ${shape.join(' x ')}: ${ms_median} ms, ${images_per_second.toLocaleString('en-US')} images/s`;
  return { value, text: () => text };
}

interface FaultFlags {
  readonly trials: number;
  readonly workers: number;
  readonly every: number;
  readonly seed: number;
  readonly limit: number;
  readonly keep?: string;
}

async function faults(context: Context, flags: FaultFlags): Promise<Output> {
  const { benchFaults } = await import('../bench/faults/faults');
  const { faultText } = await import('../bench/faults/text');
  const progress = context.progress('faults');
  const value = await benchFaults({
    ...flags,
    script: context.script('main'),
    signal: context.signal,
    ...(context.data === undefined ? {} : { data: context.data }),
    onProgress: (done, total) => progress.update(done, total, 'levels'),
  }).finally(() => progress.finish());
  return { value, failed: value.problems.length > 0, text: () => faultText(value) };
}

interface LoadFlags {
  readonly studies: number;
  readonly trials: number;
  readonly series: number;
  readonly points: number;
  readonly clients: number;
  readonly subscribers: number;
  readonly seconds: number;
  readonly keep?: string;
}

async function load(context: Context, flags: LoadFlags): Promise<Output> {
  const { benchLoad } = await import('../bench/load/load');
  const progress = context.progress('seeding');
  const value = await benchLoad({
    ...flags,
    script: context.script('main'),
    signal: context.signal,
    ...(context.data === undefined ? {} : { data: context.data }),
    onProgress: (done, total) => progress.update(done, total, 'studies'),
  }).finally(() => progress.finish());
  const rows = Object.entries({ ...value.requests, 'live point': value.live.delay }).map(([what, each]) => [
    what,
    each.n,
    each.p50,
    each.p95,
    each.p99,
    each.max,
    each.failures,
  ]);
  return {
    value,
    text: () =>
      [
        `${value.studies} studies, ${value.metricRows.toLocaleString('en-US')} rows of metrics; ${value.clients} clients, ${value.requestsPerSecond} requests/s; ${value.live.subscribers} streams, ${value.live.incomplete} incomplete`,
        columns(['ms', 'n', 'p50', 'p95', 'p99', 'max', 'failed'], rows),
      ].join('\n'),
  };
}

async function worker(_: Context, __: object, network: string, threads: number, batch: number, seconds: number) {
  const { benchWorker } = await import('../bench/parallel');
  return { value: await benchWorker({ network, threads, batch, seconds }), text: () => '' };
}

function networkOption(): Option {
  return new Option('--network <name>', 'by name, such as conv-2, mlp-300-100 or resnet-20').default('lenet-300-100');
}

function batchOption(): Option {
  return number('--batch <n>', 'examples a batch', 60);
}

function number(flags: string, description: string, value: number): Option {
  return new Option(flags, description).argParser(positiveInteger).default(value);
}
