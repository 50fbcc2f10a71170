import type * as tfTypes from '@tensorflow/tfjs-core';
import { flatten, isSpec, mapLeaves, type Signature, type Symbols } from '../record';
import { type Graph, node, type Value } from '../graph/graph';
import type { Extent, TensorSpec } from '../tensor';
import { tf } from '../tensorflow';
import { TRACE_BACKEND, TraceBackend } from './backend';
import { TraceError } from './errors';
import { installKernels } from './kernels';
import { generalise } from './generalise';

/** The results of a program: a nested record of TensorFlow.js tensors. */
export interface SymbolTree {
  readonly [name: string]: tfTypes.Tensor | SymbolTree;
}

/** A pure function of tensors, written with TensorFlow.js ops. */
export type ProgramFunction<S, O> = (inputs: Symbols<S>) => O;

/**
 * Runs a program once on symbols and gives what it did as a graph, gradients included.
 *
 * The program is traced twice, named dimensions standing for different extents each time, and what differs between
 * the two graphs must follow from those dimensions. So a graph that depends on a named extent in a way ONNX cannot
 * follow is refused, and so is a program that draws random numbers: randomness is data and comes in as an input.
 *
 * @throws {TraceError} naming the op, its shapes and what to do.
 */
export function trace<S extends Signature, O>(program: ProgramFunction<S, O>, signature: S): Graph {
  const specs = flatten<TensorSpec>(signature, isSpec);
  const names = [...new Set(specs.flatMap(([, spec]) => spec.shape.filter((extent) => typeof extent === 'string')))];
  // Primes that no layer width is likely to be a multiple of, and that differ from each other.
  const primes = primesFrom(1009, 2 * names.length);
  const extents = new Map(names.map((name, i) => [name, primes[i]!]));
  const first = traceOnce(program, signature, extents);
  const second = traceOnce(program, signature, new Map(names.map((name, i) => [name, primes[i + names.length]!])));
  try {
    return generalise(first, second, specs);
  } catch (error) {
    // With the same extents once more, to blame them only if the program is the same otherwise.
    const fixed = specs.map(([name, spec], i) => [name, { ...spec, shape: first.inputs[i]!.shape }] as const);
    if (names.length > 0) generalise(first, traceOnce(program, signature, extents), fixed);
    throw error;
  }
}

function primesFrom(start: number, count: number): number[] {
  const primes: number[] = [];
  for (let n = start; primes.length < count; n++) {
    let divisor = 2;
    while (divisor * divisor <= n && n % divisor !== 0) divisor++;
    if (divisor * divisor > n) primes.push(n);
  }
  return primes;
}

function traceOnce<S extends Signature, O>(
  program: ProgramFunction<S, O>,
  signature: S,
  extents: ReadonlyMap<Extent, number>,
): Graph {
  const inputs: Value[] = [];
  return onTraceBackend((backend) => {
    const symbols = mapLeaves<TensorSpec, tfTypes.Tensor>(signature, isSpec, (spec, name) => {
      const shape = spec.shape.map((extent) => extents.get(extent) ?? Number(extent));
      const input: Value = { dtype: spec.dtype, shape, source: { kind: 'input', name } };
      inputs.push(input);
      const seen = spec.dtype === 'uint8' ? node('Cast', [input], { dtype: 'int32', shape }, { to: 6 }) : input;
      return tf.engine().makeTensorFromTensorInfo(backend.tensorInfo(seen), backend);
    });
    const results = program(symbols as Symbols<S>);
    backend.throwFailure();
    if (typeof (results as { then?: unknown } | undefined)?.then === 'function') {
      throw new TraceError('The program is asynchronous; a program that is traced is a plain function of tensors.');
    }
    const outputs = flatten<tfTypes.Tensor>((results ?? {}) as SymbolTree, isSymbol).map(
      ([name, symbol]) => [name, backend.graphValue(symbol)] as const,
    );
    if (outputs.length === 0) throw new TraceError('The program has no result; return a record of tensors.');
    return { inputs, outputs };
  });
}

function isSymbol(node: unknown): node is tfTypes.Tensor {
  return node instanceof tf.Tensor;
}

/** Runs `body` with the tracing backend in force; whatever happens, the backend from before is in force again. */
function onTraceBackend<R>(body: (backend: TraceBackend) => R): R {
  installKernels();
  const engine = tf.engine();
  const before = engine.backendName as string | null | undefined;
  const backend = new TraceBackend();
  tf.registerBackend(TRACE_BACKEND, () => backend, 0);
  // Registered synchronously, so the switch is done when the call returns; its promise only says so later.
  void tf.setBackend(TRACE_BACKEND);
  engine.startScope('trace');
  try {
    return body(backend);
  } catch (error) {
    throw explain(error);
  } finally {
    engine.endScope();
    // Removed, so that TensorFlow.js never takes it for a backend of its choice.
    tf.removeBackend(TRACE_BACKEND);
    if (before != null) void tf.setBackend(before);
  }
}

function explain(error: unknown): unknown {
  const missing =
    error instanceof Error ? /kernel '(\w+)' (?:not )?registered|registered kernel '(\w+)'/i.exec(error.message) : null;
  if (missing === null) return error;
  const name = missing[1] ?? missing[2];
  return new TraceError(`The op ${name} cannot be traced: write the program with other ops, or add its kernel.`, {
    cause: error,
  });
}
