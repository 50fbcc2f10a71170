import { randomStream } from '@tombola/shared';
import type { NetworkNode } from '../network';
import { resolveNetwork, type Shape } from '../resolve';
import { draws } from '../testing/nets';
import { applyStates } from './apply-states';
import { buildProgram, type Program } from './program';

/** Evaluates all stages after the one whose states changed, with the states that they have. */
function bring({ stages, steps }: Program, from: number): void {
  for (const [i, stage] of stages.entries()) {
    if (i < from) continue;
    if (i > from) for (const step of stage.steps) step.update();
    applyStates(stage);
  }
  for (const step of steps) step.update();
}

const dense = (stream: ReturnType<typeof randomStream>, inputs: number, units: number): NetworkNode => {
  return { op: 'dense', units, weights: draws(stream, inputs * units).map(Math.fround), bias: draws(stream, units) };
};

const networks: Record<string, (stream: ReturnType<typeof randomStream>) => { shape: Shape; nodes: NetworkNode[] }> = {
  'dense layers': (stream) => ({
    shape: [3],
    nodes: [
      dense(stream, 3, 30),
      { op: 'relu' },
      dense(stream, 30, 21),
      { op: 'leaky-relu', slope: 0.3 },
      dense(stream, 21, 26),
      { op: 'relu' },
      dense(stream, 26, 18),
      { op: 'relu' },
      dense(stream, 18, 5),
    ],
  }),
  'ReLU of ReLU and a shortcut': (stream) => ({
    shape: [2],
    nodes: [
      dense(stream, 2, 24),
      { op: 'relu' },
      { op: 'leaky-relu', slope: -1 },
      dense(stream, 24, 24),
      { op: 'add', from: [3, 1] },
      { op: 'relu' },
      dense(stream, 24, 3),
    ],
  }),
};

test.each(Object.keys(networks))('%s: however states change, the outputs are those computed anew', (name) => {
  const stream = randomStream(1, name);
  const { shape, nodes } = networks[name]!(stream);
  const resolved = resolveNetwork({ inputShape: shape, nodes });
  const program = buildProgram(resolved, shape);
  program.input.values.set(draws(stream, program.input.values.length));
  for (const step of program.stages[0]!.steps) step.update();
  for (let round = 0; round < 400; round++) {
    // Deep stages change often and by little, as in a walk.
    const from = round === 0 ? 0 : Math.min(stream.integer(8), program.stages.length - 1);
    for (const stage of program.stages.slice(from)) {
      const flips = round === 0 ? stage.units : stream.integer(5);
      for (let i = 0; i < flips; i++) stage.states[stream.integer(stage.units)]! ^= 1;
    }
    bring(program, from);
    if (round % 7 !== 0) continue;
    const anew = buildProgram(resolved, shape);
    anew.input.values.set(program.input.values);
    anew.stages.forEach((stage, i) => stage.states.set(program.stages[i]!.states));
    for (const step of anew.stages[0]!.steps) step.update();
    bring(anew, 0);
    anew.outputs.values.forEach((value, i) => expect(program.outputs.values[i]).toBeCloseTo(value, 11));
  }
});
