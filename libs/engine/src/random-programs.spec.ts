import type * as tfTypes from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { cleanUp } from './graph/cleanup';
import { sortedNodes } from './graph/graph';
import type { Signature } from './record';
import type { TensorSpec } from './tensor';
import { tf } from './tensorflow';
import { expectClose } from './testing/compare';
import { compareWithEager } from './testing/kernel-cases';
import { follow, steps, type Step } from './testing/random-programs';
import { inputsOf, normal } from './testing/recipes';
import { runGraph } from './testing/run-graph';
import { trace, type ProgramFunction } from './trace/trace';

type Named = Record<string, tfTypes.Tensor>;

const recipes = [normal(3, 4), normal(4), normal(3, 1), normal(), normal(4, 3), normal(1, 4)];

/** The results of a program and the gradients of their sum. */
const withGradients =
  (program: readonly Step[]) =>
  (symbols: Named): Named => {
    const inputs = Object.values(symbols);
    const loss = (...xs: tfTypes.Tensor[]) =>
      tf.addN([...follow(program, xs), ...xs].map((value) => tf.sum(tf.mul(value, tf.cos(value)))));
    const results = [...follow(program, inputs), ...tf.grads(loss)(inputs)];
    return Object.fromEntries(results.map((result, i) => [`y${i}`, result]));
  };

test('random programs and their gradients give compiled what they give eagerly', async () => {
  await fc.assert(
    fc.asyncProperty(steps(), fc.nat(1000), async (program, seed) => {
      await compareWithEager(withGradients(program), inputsOf(recipes, seed), 1e-4);
    }),
  );
});

test('cleaning up never changes what a program gives, and never adds ops', async () => {
  await fc.assert(
    fc.asyncProperty(steps(), fc.nat(1000), async (program, seed) => {
      const inputs = inputsOf(recipes, seed);
      const signature: Signature = Object.fromEntries(
        Object.entries(inputs).map(([name, { dtype, shape }]): [string, TensorSpec] => [name, { dtype, shape }]),
      );
      const graph = trace(withGradients(program) as unknown as ProgramFunction<Signature, Named>, signature);
      const cleaned = cleanUp(graph);
      expect(sortedNodes(cleaned).length).toBeLessThanOrEqual(sortedNodes(graph).length);
      const [before, after] = [await runGraph(graph, inputs), await runGraph(cleaned, inputs)];
      for (const [name, wish] of Object.entries(before)) expectClose(name, after[name], wish, 1e-6);
    }),
  );
});
