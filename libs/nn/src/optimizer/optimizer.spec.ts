import { compile, float32, tensor, type Tensor } from '@tombola/engine';
import { randomStream, readRecipe, type RecipeInput } from '@tombola/shared';
import { adam } from './adam';
import { buildOptimizer } from './build';

const STEPS = 50;
const SIZE = 40;
const start = draws('start', 1);
// Gradients of very different sizes: from what a dead unit sees to what an exploding one does.
const gradients = Array.from({ length: STEPS }, (_, i) =>
  draws(`gradient ${i}`, 1).map((g, k) => g * 10 ** ((k % 7) - 4)),
);
const rates = Array.from({ length: STEPS }, (_, i) => 0.01 * (1 + Math.cos(i)));

type Options = RecipeInput['optimizer'];

/** One weight by the published formulas in float64: the step's rate and gradient in, the weight after it out. */
type Rule = (value: number, gradient: number, rate: number, step: number) => number;

/** Adam as algorithm 1 of Kingma and Ba (2015) prints it. */
function textbookAdam({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 }): Rule {
  let [m, v] = [0, 0];
  return (value, gradient, rate, step) => {
    const g = gradient + weightDecay * value;
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g * g;
    const mHat = m / (1 - beta1 ** step);
    const vHat = v / (1 - beta2 ** step);
    return value - (rate * mHat) / (Math.sqrt(vHat) + epsilon);
  };
}

/** Momentum as PyTorch's documentation of SGD prints it; Nesterov's as in Sutskever et al. (2013). */
function textbookSgd({ momentum = 0, nesterov = false, weightDecay = 0 }): Rule {
  let velocity = 0;
  return (value, gradient, rate) => {
    const g = gradient + weightDecay * value;
    velocity = momentum * velocity + g;
    return value - rate * (nesterov ? g + momentum * velocity : velocity);
  };
}

const cases: [string, Options, () => Rule][] = [
  ['Adam', { name: 'adam', learningRate: 1 }, () => textbookAdam({})],
  [
    'Adam with other constants and weight decay',
    { name: 'adam', learningRate: 1, beta1: 0.5, beta2: 0.9, epsilon: 1e-3, weightDecay: 0.02 },
    () => textbookAdam({ beta1: 0.5, beta2: 0.9, epsilon: 1e-3, weightDecay: 0.02 }),
  ],
  [
    'Adam without averages',
    { name: 'adam', learningRate: 1, beta1: 0, beta2: 0 },
    () => textbookAdam({ beta1: 0, beta2: 0 }),
  ],
  ['SGD', { name: 'sgd', learningRate: 1 }, () => textbookSgd({})],
  [
    'SGD with weight decay',
    { name: 'sgd', learningRate: 1, weightDecay: 0.1 },
    () => textbookSgd({ weightDecay: 0.1 }),
  ],
  ['momentum', { name: 'sgd', learningRate: 1, momentum: 0.9 }, () => textbookSgd({ momentum: 0.9 })],
  [
    'Nesterov momentum with weight decay',
    { name: 'sgd', learningRate: 1, momentum: 0.9, nesterov: true, weightDecay: 0.01 },
    () => textbookSgd({ momentum: 0.9, nesterov: true, weightDecay: 0.01 }),
  ],
];

test.each(cases)('%s follows its published formulas for 50 steps', async (_name, options, makeRule) => {
  const recipe = readRecipe({
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    optimizer: options,
    steps: 1,
  });
  const optimizer = buildOptimizer(recipe.optimizer);
  const named = <T>(names: readonly string[], make: (name: string) => T) =>
    Object.fromEntries(names.map((name) => [name, make(name)]));
  const scalarNames = Object.keys(optimizer.scalars(1, 1));
  const program = await compile((inputs) => optimizer.update(inputs), {
    value: float32(SIZE),
    gradient: float32(SIZE),
    slots: named(optimizer.slots, () => float32(SIZE)),
    scalars: named(scalarNames, () => float32()),
  });

  let value = tensor(Float32Array.from(start));
  let slots: Record<string, Tensor<'float32'>> = named(optimizer.slots, () => tensor(new Float32Array(SIZE)));
  for (let i = 0; i < STEPS; i++) {
    const scalars = optimizer.scalars(i + 1, rates[i]!);
    const results = await program.run({
      value,
      gradient: tensor(Float32Array.from(gradients[i]!)),
      slots,
      scalars: named(scalarNames, (name) => tensor([scalars[name]!], [])),
    });
    value = results.value as Tensor<'float32'>;
    slots = { ...results.slots } as typeof slots;
  }
  await program.dispose();

  for (let k = 0; k < SIZE; k++) {
    const rule = makeRule();
    const exact = gradients.reduce(
      (weight, gradient, i) => rule(weight, Math.fround(gradient[k]!), rates[i]!, i + 1),
      Math.fround(start[k]!),
    );
    // Fifty float32 roundings of numbers of at most the weight's range.
    const range = Math.max(1, Math.abs(exact));
    expect(Math.abs(value.data[k]! - exact) / range).toBeLessThan(1e-5);
  }
});

test('Adam whose averages would never move is refused with the value', () => {
  expect(() => adam({ beta2: 1 })).toThrow(/beta2.*got 1/);
  expect(() => adam({ beta1: -0.1 })).toThrow(/beta1/);
});

function draws(name: string, scale: number): number[] {
  const random = randomStream(11, name);
  return Array.from({ length: SIZE }, () => random.normal() * scale);
}
