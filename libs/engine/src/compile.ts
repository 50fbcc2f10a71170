import { cleanUp } from './graph/cleanup';
import { sortedNodes } from './graph/graph';
import { lower, PORTABLE } from './graph/lower';
import { encodeModel, outputNames, type ModelInfo } from './onnx/model';
import type { Program } from './program';
import { flatten, isSpec, type Nested, type Results, type Signature } from './record';
import { checkFeed, OnnxSession } from './run/onnx';
import type { Provider, RunOptions } from './run/options';
import { lowerFor } from './run/target';
import type { Tensor, TensorSpec } from './tensor';
import { trace, type ProgramFunction } from './trace/trace';

/** A program traced to a graph and loaded into onnxruntime. */
export interface CompiledProgram<S extends Signature, O> extends Program<S, O> {
  /** The provider that runs it. */
  readonly provider: Provider;
  /** Why another provider runs than the one asked for. */
  readonly fallback: string | undefined;
  /** How many ops its graph has. */
  readonly size: number;
  /** The program as an ONNX file; inputs and outputs have the dotted names of the records. */
  toOnnx(info?: ModelInfo): Uint8Array;
}

/**
 * Compiles a pure function of tensors, written with TensorFlow.js ops: it is run once on symbols, gradients included,
 * and what it did becomes an ONNX graph that onnxruntime runs natively.
 *
 * ```ts
 * const step = await compile(({ w, x }) => ({ w: tf.sub(w, tf.grad((v) => loss(v, x))(w)) }), { w: float32(3), x: float32('batch', 3) });
 * const { w } = await step.run({ w: tensor([1, 2, 3]), x });
 * ```
 *
 * @param signature dtype and shape of every input, nested as the program takes them. A name instead of an extent
 * leaves that dimension open until the program runs.
 * @throws {TraceError} when the program reads a value, uses an op that cannot be traced, or is not a pure function.
 * @throws {InputError} when the provider cannot run it.
 */
export async function compile<const S extends Signature, O>(
  program: ProgramFunction<S, O>,
  signature: S,
  options: RunOptions = {},
): Promise<CompiledProgram<S, O>> {
  const graph = cleanUp(trace(program, signature));
  const specs = flatten<TensorSpec>(signature, isSpec);
  const { graph: lowered, provider, fallback } = await lowerFor(graph, options);
  const session = await OnnxSession.load(encodeModel(lowered), { ...options, provider });
  // An input that no result needs is not in the loaded model.
  const used = new Set(session.inputs);
  const fileNames = outputNames(graph);
  return {
    engine: `onnxruntime ${provider}`,
    provider,
    fallback,
    size: sortedNodes(graph).length,
    run: async (inputs) => {
      const results = await session.run(collectFeeds(specs, inputs, used));
      return unflatten<O>(graph.outputs.map(([name], i) => [name, results[fileNames[i]!]!]));
    },
    toOnnx: (info) => encodeModel(lower(graph, PORTABLE), info),
    dispose: () => session.dispose(),
  };
}

/** The inputs by dotted name, checked against the signature. */
export function collectFeeds(
  specs: readonly (readonly [string, TensorSpec])[],
  inputs: Nested<Tensor>,
  used?: ReadonlySet<string>,
): Record<string, Tensor> {
  const extents = new Map<string, number>();
  const feeds: Record<string, Tensor> = {};
  for (const [name, spec] of specs) {
    let feed: unknown = inputs;
    for (const part of name.split('.')) feed = (feed as Record<string, unknown> | undefined)?.[part];
    checkFeed(name, feed as Tensor | undefined, spec, extents);
    if (used?.has(name) !== false) feeds[name] = feed as Tensor;
  }
  return feeds;
}

/** The nested record of results by dotted name. */
export function unflatten<O>(results: readonly (readonly [string, Tensor])[]): Results<O> {
  const root: Record<string, unknown> = {};
  for (const [path, result] of results) {
    const parts = path.split('.');
    let record = root;
    for (const part of parts.slice(0, -1)) record = (record[part] ??= {}) as Record<string, unknown>;
    record[parts.at(-1)!] = result;
  }
  return root as Results<O>;
}
