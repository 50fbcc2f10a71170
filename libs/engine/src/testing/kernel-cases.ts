import type * as tfTypes from '@tensorflow/tfjs-core';
import { compile } from '../compile';
import { eager } from '../eager';
import type { Program } from '../program';
import type { Results, Signature } from '../record';
import type { Tensor, TensorSpec } from '../tensor';
import { tf } from '../tensorflow';
import { TRACE_BACKEND } from '../trace/backend';
import { installKernels } from '../trace/kernels';
import type { ProgramFunction } from '../trace/trace';
import { expectClose } from './compare';
import { inputsOf, type Recipe } from './recipes';

/** A use of a kernel whose compiled results, and gradients where there are any, must be those of eager cpu. */
export interface KernelCase {
  readonly kernel: string;
  readonly title: string;
  readonly inputs: readonly Recipe[];
  readonly program: (...inputs: tfTypes.Tensor[]) => tfTypes.Tensor | tfTypes.Tensor[];
  /** `false` where TensorFlow.js itself gives no gradient or a broken one. */
  readonly gradient?: boolean;
  /** Relative to the largest magnitude of a result. */
  readonly tolerance?: number;
}

type Named = Record<string, tfTypes.Tensor>;

/** One test for every case. */
export function testKernels(cases: readonly KernelCase[], seed = 1): void {
  for (const one of cases) test(`${one.kernel} ${one.title}`, () => checkCase(one, seed));
}

async function checkCase({ kernel, inputs: recipes, program, gradient, tolerance }: KernelCase, seed: number) {
  const inputs = inputsOf(recipes, seed);
  const forward = (symbols: Named) => number('y', program(...Object.values(symbols)));
  const called = recordKernels();
  const expected = await compareWithEager(forward, inputs, tolerance);
  const seen = called();
  if (!seen.has(kernel)) throw new Error(`the case calls ${[...seen].join(', ')}, not ${kernel}`);

  const floats = Object.keys(inputs).filter((name) => inputs[name]!.dtype === 'float32');
  const differentiable = Object.values(expected).every(({ dtype }) => dtype === 'float32');
  const known = tf.getGradient(kernel) !== undefined;
  if (!(gradient ?? known) || !differentiable || floats.length === 0) return;
  const recipesOfDy = Object.values(expected).map(({ shape }): Recipe => (random) => {
    const data = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal());
    return { dtype: 'float32', shape, data };
  });
  const upstream = Object.entries(inputsOf(recipesOfDy, seed + 1)).map(([name, dy]) => [`dy${name.slice(1)}`, dy]);
  const backward = (symbols: Named): Named => {
    const downstream = (...xs: tfTypes.Tensor[]): tfTypes.Tensor => {
      const chosen = Object.fromEntries(floats.map((name, i) => [name, xs[i]!]));
      const results = Object.values(forward({ ...pick(symbols, Object.keys(inputs)), ...chosen }));
      const terms = results.map((y, i) => tf.sum(tf.mul(y, symbols[`dy${i}`]!)));
      return terms.reduce((sum, term) => tf.add(sum, term));
    };
    return number('dx', tf.grads(downstream)(Object.values(pick(symbols, floats))));
  };
  await compareWithEager(backward, { ...inputs, ...(Object.fromEntries(upstream) as typeof inputs) }, tolerance);
}

/** Runs a program eagerly, and compiled with and without optimisation; throws unless all agree. Gives the results. */
export async function compareWithEager(
  program: (symbols: Named) => Named,
  inputs: Record<string, Tensor>,
  tolerance?: number,
): Promise<Record<string, Tensor>> {
  const signature: Signature = Object.fromEntries(
    Object.entries(inputs).map(([name, { dtype, shape }]): [string, TensorSpec] => [name, { dtype, shape }]),
  );
  const typed = program as unknown as ProgramFunction<Signature, Named>;
  const reference = await runOnce(await eager(typed, signature), inputs);
  for (const optimise of [false, true]) {
    const results = await runOnce(await compile(typed, signature, { optimise }), inputs);
    for (const [name, wish] of Object.entries(reference)) {
      expectClose(`${name} (optimise: ${optimise})`, results[name], wish, tolerance);
    }
  }
  return reference;
}

async function runOnce(program: Program<Signature, Named>, inputs: Record<string, Tensor>) {
  try {
    return (await program.run(inputs)) as Record<string, Tensor> & Results<Named>;
  } finally {
    await program.dispose();
  }
}

/** Notes which kernels of the tracing backend run until the function that it gives is called. */
function recordKernels(): () => Set<string> {
  installKernels();
  const seen = new Set<string>();
  const restore = tf.getKernelsForBackend(TRACE_BACKEND).map((config) => {
    const { kernelFunc, kernelName } = config;
    config.kernelFunc = (params) => {
      seen.add(kernelName);
      return kernelFunc(params);
    };
    return () => (config.kernelFunc = kernelFunc);
  });
  return () => {
    restore.forEach((undo) => undo());
    return seen;
  };
}

function number(letter: string, results: tfTypes.Tensor | tfTypes.Tensor[]): Named {
  return Object.fromEntries([results].flat().map((result, i) => [`${letter}${i}`, result]));
}

function pick<T>(record: Record<string, T>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, record[name]!]));
}
