import { cleanUp } from './graph/cleanup';
import { inputOf, nodeWithOutputs, replaceInputs, sortedNodes, type Graph, type Value } from './graph/graph';
import { collectFeeds, unflatten } from './compile';
import { encodeModel, outputNames } from './onnx/model';
import { flatten, isSpec, type Feeds, type Results, type Signature } from './record';
import { OnnxSession } from './run/onnx';
import type { Provider, RunOptions } from './run/options';
import { lowerFor } from './run/target';
import { Stepwise } from './stepwise';
import type { Tensor, TensorSpec } from './tensor';
import { trace, type ProgramFunction } from './trace/trace';

/** The inputs of a step by how they behave over the steps. */
export interface ScanSignature<C extends Signature, S extends Signature, E extends Signature> {
  /** State: a result of the step with the same name is its next value. */
  readonly carry: C;
  /** The same for every step. */
  readonly shared: S;
  /** One slice for every step: fed stacked, with the number of steps as the first extent. */
  readonly each: E;
}

/** A step that runs many times in one call. */
export interface ScanProgram<C extends Signature, S extends Signature, E extends Signature, O> {
  readonly engine: string;
  readonly provider: Provider;
  readonly fallback: string | undefined;
  /** How many ops one step has. */
  readonly size: number;
  /** Runs as many steps as `each` has slices. Carried results are the last ones, all others are stacked. */
  run(inputs: Feeds<C> & Feeds<S> & Feeds<E>): Promise<Results<O>>;
  dispose(): Promise<void>;
}

const STEPS = 'steps';

/**
 * Compiles a step that is repeated, with state carried from one to the next, into one ONNX Scan: state stays inside
 * the runtime between steps, where a call a step would copy every parameter out and in again. The numbers are those
 * of calling the compiled step again and again, bit for bit. `webgpu` has no Scan: steps are calls there, and state
 * stays in the memory of the device.
 *
 * @param step takes all inputs in one record; returns the next value of every carried input under its name, and
 * whatever else it wants to report of each step.
 * @throws {TraceError, InputError} as `compile` does.
 */
export async function compileScan<const C extends Signature, const S extends Signature, const E extends Signature, O>(
  step: ProgramFunction<C & S & E, O>,
  { carry, shared, each }: ScanSignature<C, S, E>,
  options: RunOptions = {},
): Promise<ScanProgram<C, S, E, O>> {
  const specs = { carry: leaves(carry), shared: leaves(shared), each: leaves(each) };
  const body = cleanUp(trace(step, { ...carry, ...shared, ...each }));
  const kept = new Set(specs.carry.map(([name]) => name).filter((name) => !changes(body, name)));
  const inputs = {
    carry: specs.carry.filter(([name]) => !kept.has(name)),
    shared: [...specs.shared, ...specs.carry.filter(([name]) => kept.has(name))],
    each: specs.each,
  };
  const { graph: lowered, provider, fallback } = await lowerFor(body, options);
  const load = provider === 'webgpu' ? loadStepwise : loadScan;
  const repeated = await load(lowered, inputs, { ...options, provider });
  const stacked = specs.each.map(([name, spec]) => [name, { ...spec, shape: [STEPS, ...spec.shape] }] as const);
  const fed = [...specs.carry, ...specs.shared, ...stacked];
  const carried = specs.carry.map(([name]) => name);
  return {
    engine: `onnxruntime ${provider}`,
    provider,
    fallback,
    size: sortedNodes(body).length,
    run: async (given) => {
      const feeds = collectFeeds(fed, given);
      const made = await repeated.run(feeds);
      const reported = [...made.keys()].filter((name) => !carried.includes(name));
      return unflatten<O>([...carried, ...reported].map((name) => [name, made.get(name) ?? feeds[name]!]));
    },
    dispose: () => repeated.dispose(),
  };
}

/** A step that repeats, loaded: inputs of the step by name in, those of each step stacked; its results by name out. */
interface Repeated {
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Map<string, Tensor>>;
  dispose(): Promise<void>;
}

async function loadScan(body: Graph, inputs: StepLeaves, options: RunOptions): Promise<Repeated> {
  const graph = scanGraph(body, inputs);
  const session = await OnnxSession.load(encodeModel(graph), options);
  const used = new Set(session.inputs);
  const fileNames = outputNames(graph);
  return {
    run: async (feeds) => {
      const results = await session.run(Object.fromEntries(Object.entries(feeds).filter(([name]) => used.has(name))));
      return new Map(graph.outputs.map(([name], i) => [name, results[fileNames[i]!]!]));
    },
    dispose: () => session.dispose(),
  };
}

async function loadStepwise(body: Graph, { carry, shared, each }: StepLeaves, options: RunOptions): Promise<Repeated> {
  const known = new Set(shared.map(([name]) => name));
  const changing = { ...body, outputs: body.outputs.filter(([name]) => !known.has(name)) };
  const inputs = { carry: names(carry), shared: names(shared), each: names(each) };
  const session = await Stepwise.load(changing, inputs, options);
  const [sliced] = inputs.each;
  return {
    run: (feeds) => session.run(feeds, sliced === undefined ? 0 : feeds[sliced]!.shape[0]!),
    dispose: () => session.dispose(),
  };
}

type StepLeaves = Readonly<Record<'carry' | 'shared' | 'each', Leaves>>;

function names(leaves: Leaves): string[] {
  return leaves.map(([name]) => name);
}

type Leaves = [string, TensorSpec][];

function leaves(signature: Signature): Leaves {
  return flatten<TensorSpec>(signature, isSpec);
}

/** Whether a step makes something else of what it is given by a name; what it does not need not be copied in every step. */
function changes({ outputs }: Graph, name: string): boolean {
  const source = outputs.find(([output]) => output === name)?.[1].source;
  return source !== undefined && !(source.kind === 'input' && source.name === name);
}

/** The graph around the step: one Scan over its body. */
function scanGraph(body: Graph, specs: StepLeaves): Graph {
  const input = (name: string) => inputOf(body, name);
  const result = new Map(body.outputs);
  const carried = specs.carry.map(([name, spec]) => ({ name, spec, inner: input(name) }));
  const sliced = specs.each.map(([name, spec]) => ({ name, spec, inner: input(name) }));
  const known = new Set([...specs.carry, ...specs.shared].map(([name]) => name));
  const reported = body.outputs.filter(([name]) => !known.has(name));

  // Inside the body the inputs have names of their own; shared inputs are those of the graph around it.
  const rename = new Map<Value, Value>(
    [...carried, ...sliced].map(({ name, inner }) => [
      inner,
      { ...inner, source: { kind: 'input', name: `body.${name}` } },
    ]),
  );
  const renamed = replaceInputs(body, rename);
  const renamedResult = new Map(renamed.outputs);
  const bodyGraph: Graph = {
    inputs: [...carried, ...sliced].map(({ inner }) => rename.get(inner)!),
    outputs: [
      ...carried.map(({ name }) => [`body.${name}.next`, renamedResult.get(name)!] as const),
      ...reported.map(([name]) => [`body.${name}`, renamedResult.get(name)!] as const),
    ],
  };
  const outer = (name: string, { dtype, shape }: TensorSpec, first: readonly string[]): Value => ({
    dtype,
    shape: [...first, ...shape],
    source: { kind: 'input', name },
  });
  const state = carried.map(({ name, spec }) => outer(name, spec, []));
  const slices = sliced.map(({ name, spec }) => outer(name, spec, [STEPS]));
  const outputs = nodeWithOutputs(
    'Scan',
    [...state, ...slices],
    [
      ...carried.map(({ spec }) => spec),
      ...reported.map(([name]) => ({ dtype: result.get(name)!.dtype, shape: [STEPS, ...result.get(name)!.shape] })),
    ],
    { body: bodyGraph, num_scan_inputs: slices.length },
  );
  return {
    inputs: [...state, ...specs.shared.map(([name]) => input(name)), ...slices],
    outputs: [...carried, ...reported.map(([name]) => ({ name }))].map(({ name }, i) => [name, outputs[i]!] as const),
  };
}
