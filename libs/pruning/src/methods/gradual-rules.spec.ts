import { compile, eager, tensor, tf, type Tensor, type TensorSpec } from '@tombola/engine';
import {
  buildOptimizer,
  initialise,
  mlp,
  runnable,
  stepSignature,
  structureOf,
  trainStep,
  unitPixels,
  type Network,
  type Parameters,
  type StepRule,
} from '@tombola/nn';
import { randomStream, readRecipe } from '@tombola/shared';
import { denseMasks, toMaskTensors } from '../masks';
import { nmMasks } from '../n-m/n-m-masks';
import { maskedForward } from './gmp';
import { gatedRule } from './l0';
import { srSteRule } from './n-m';
import { softThresholdRule } from './str';
import { variationalRule } from './variational-dropout';

const BATCH = 4;
const penalty = { weight: 3, examples: 10, steps: 10, warmupBegin: 0, warmupEnd: 0.5 };
const pattern = { n: 1, m: 2 };

const dense = mlp({ inputShape: [1, 3, 3], hidden: [6], classes: 3 });
const conv = runnable(
  structureOf(
    {
      name: 'small',
      nodes: [
        { op: 'conv', channels: 4, kernel: 3, bias: false },
        { op: 'batch-norm' },
        { op: 'relu' },
        { op: 'conv', channels: 4, kernel: 3, groups: 2 },
        { op: 'relu' },
        { op: 'flatten' },
        { op: 'dense', units: 'classes' },
      ],
    },
    { inputShape: [2, 4, 4], classes: 3 },
  ),
);

const { optimizer: options } = readRecipe({
  network: { name: 'lenet-300-100' },
  dataset: { name: 'glyphs' },
  optimizer: { name: 'sgd', learningRate: 0.1, momentum: 0.9, weightDecay: 0.01 },
  steps: 1,
});

const rules: readonly [string, (network: Network) => StepRule][] = [
  ['variational dropout', (network) => variationalRule(network, BATCH, penalty)],
  ['L0', (network) => gatedRule(network, penalty)],
  ['STR', (network) => softThresholdRule(network, 0.1)],
  ['SR-STE that selects in the step', (network) => srSteRule(network, pattern, { decay: 0.2, inStep: true })],
  ['SR-STE by masks', (network) => srSteRule(network, pattern, { decay: 0.2, inStep: false })],
  ['masked forward', maskedForward],
];

const cases = rules.flatMap(([name, rule]) =>
  (
    [
      ['dense', dense],
      ['convolutional', conv],
    ] as const
  ).map(([kind, network]) => [name, kind, network, rule(network)] as const),
);

function drawn(name: string, shape: readonly number[], scale = 1, shift = 0): Tensor<'float32'> {
  const random = randomStream(2, name);
  const size = shape.reduce((product, extent) => product * extent, 1);
  return tensor(
    Float32Array.from({ length: size }, () => shift + scale * random.normal()),
    [...shape],
  );
}

/** Parameters of a network and of a rule: whatever a rule has starts at -1, give or take 1. */
function parametersFor(network: Network, rule: StepRule): Parameters {
  const own = (rule.parameters ?? []).map(({ name, shape }) => [name, drawn(name, shape, 1, -1)] as const);
  return { ...initialise(network, 'glorot-normal', 1), ...Object.fromEntries(own) };
}

async function oneStep(make: typeof compile | typeof eager, network: Network, rule: StepRule) {
  const optimizer = buildOptimizer(options);
  const stepOptions = { network, optimizer, batch: BATCH, pixels: unitPixels, rule };
  const { carry, shared, each } = stepSignature(stepOptions);
  const program = await make(trainStep(stepOptions), { ...carry, ...shared, ...each });
  const parameters = parametersFor(network, rule);
  const scalars = (values: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, tensor([value], [])]));
  const named = (tensors: Readonly<Record<string, TensorSpec<'float32'>>>, scale: number) =>
    Object.fromEntries(
      Object.entries(tensors).map(([name, { shape }]) => [name, drawn(name, shape as number[], scale)]),
    );
  const masks = toMaskTensors(nmMasks(parameters, Object.keys(denseMasks(network)), pattern));
  const random = randomStream(4, 'images');
  const size = BATCH * network.inputShape.reduce((product, extent) => product * extent, 1);
  const results = await program.run({
    parameters,
    slots: named(carry.slots, 0.01),
    memory: {},
    masks,
    scalars: scalars(optimizer.scalars(1, 0.1)),
    numbers: scalars(rule.numbers?.(4) ?? {}),
    noise: named(each.noise, 1),
    images: tensor(
      Uint8Array.from({ length: size }, () => random.integer(256)),
      [BATCH, ...network.inputShape],
      'uint8',
    ),
    labels: tensor(
      Int32Array.from({ length: BATCH }, () => random.integer(3)),
      [BATCH],
      'int32',
    ),
    keep: {},
  });
  await program.dispose();
  return results;
}

test.each(cases)('%s, %s: the compiled step is that of eager TensorFlow.js', async (_rule, _kind, network, rule) => {
  const [compiled, exact] = [await oneStep(compile, network, rule), await oneStep(eager, network, rule)];
  expect(Object.keys(compiled.parameters).sort()).toEqual(Object.keys(parametersFor(network, rule)).sort());
  for (const group of ['parameters', 'slots'] as const) {
    for (const [name, { data }] of Object.entries(exact[group])) {
      const other = compiled[group][name]!.data;
      data.forEach((value, i) => expect(Math.abs(value - other[i]!)).toBeLessThan(1e-4 * (1 + Math.abs(value))));
    }
  }
  expect(Math.abs(compiled.loss.data[0]! - exact.loss.data[0]!)).toBeLessThan(1e-4);
});

const withParameters = cases.filter(([, , , rule]) => rule.parameters !== undefined);

test.each(withParameters)('%s, %s: every parameter of the rule is trained', async (_rule, _kind, network, rule) => {
  const before = parametersFor(network, rule);
  const { parameters } = await oneStep(eager, network, rule);
  for (const { name } of rule.parameters!) {
    expect(parameters[name]!.data.every((value, i) => value !== before[name]!.data[i])).toBe(true);
  }
});

test('SR-STE decays what is not selected and trains everything', async () => {
  const network = mlp({ inputShape: [1, 2, 2], hidden: [], classes: 1 });
  const rule = srSteRule(network, { n: 2, m: 4 }, { decay: 0.5, inStep: true });
  const weights = tensor([0.1, -0.9, 0.4, 0.3], [4, 1]);
  const name = 'dense_1/weights';
  const program = await eager(
    ({ w }) => {
      const inputs = { state: { [name]: w }, masks: {}, memory: {}, numbers: {}, noise: {} };
      const gradient = rule.gradient!(name, tf.onesLike(w), inputs);
      return { next: tf.sub(w, tf.mul(gradient, 0.1)) };
    },
    { w: { dtype: 'float32', shape: [4, 1] } },
  );
  const { next } = await program.run({ w: weights });
  expect([...next.data].map((value) => Number(value.toFixed(6)))).toEqual([-0.005, -1, 0.3, 0.185]);
});

test('penalties warm up in a straight line, over the number of examples', () => {
  for (const rule of [variationalRule(dense, BATCH, penalty), gatedRule(dense, penalty)]) {
    const weights = [1, 4, 5, 10].map((step) => rule.numbers!(step).penalty!);
    expect(weights.map((weight) => Number(weight.toFixed(9)))).toEqual([0.06, 0.24, 0.3, 0.3]);
  }
});

test('rules that differ in what a step computes have different keys', () => {
  const keys = [
    variationalRule(dense, BATCH, penalty),
    variationalRule(dense, BATCH, { ...penalty, examples: 11 }),
    gatedRule(dense, penalty),
    gatedRule(dense, { ...penalty, warmupEnd: 1 }),
    softThresholdRule(dense, 0.1),
    softThresholdRule(dense, 0.2),
    srSteRule(dense, pattern, { decay: 0.2, inStep: true }),
    srSteRule(dense, pattern, { decay: 0.2, inStep: false }),
    srSteRule(dense, { n: 2, m: 4 }, { decay: 0.2, inStep: true }),
    maskedForward(dense),
  ].map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});
