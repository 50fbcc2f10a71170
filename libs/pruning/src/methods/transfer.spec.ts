import { buildNetwork, initialise, type Network } from '@tombola/nn';
import { readRecipe } from '@tombola/shared';
import { denseMasks } from '../masks';
import { checkMethod } from './checks';
import { shuffleMasks } from './controls';
import type { LevelContext, LevelPlan } from './method';
import { transfer } from './transfer';
import { replacedParameters } from './transferable';

const data = { inputShape: [3, 8, 8], classes: 10 } as const;
const source = buildNetwork({ name: 'resnet-20' }, data);
const masks = shuffleMasks(
  Object.fromEntries(
    Object.entries(denseMasks(source)).map(([name, mask]) => [name, { ...mask, data: mask.data.map((_, i) => i % 2) }]),
  ),
  0,
  0,
);
const start = initialise(source, 'he-normal', 1);

function planFor(network: Network): LevelPlan {
  const initial = () => initialise(network, 'glorot-normal', 2);
  const before = { masks, start, network: source, trained: start, steps: 1, metrics: {} };
  const context: Partial<LevelContext<'transfer'>> = { network, initial, before };
  return transfer.plan(context as LevelContext<'transfer'>) as LevelPlan;
}

test('a ticket of as many classes comes whole, statistics of batch norm too', () => {
  const plan = planFor(buildNetwork({ name: 'resnet-20' }, data));
  expect(Object.keys(plan.masks)).toEqual(Object.keys(masks));
  for (const [name, mask] of Object.entries(masks)) expect(plan.masks[name]).toBe(mask);
  for (const [name, value] of Object.entries(start)) expect(plan.parameters[name]).toBe(value);
});

test('for other classes the output layer is drawn anew and unpruned, all else comes along', () => {
  const network = buildNetwork({ name: 'resnet-20' }, { ...data, classes: 7 });
  const { masks: mine, parameters } = planFor(network);
  const drawn = initialise(network, 'glorot-normal', 2);
  const replaced = ['dense_1/weights', 'dense_1/bias'];
  expect([...replacedParameters(source, network)].sort()).toEqual(replaced.toSorted());
  for (const name of Object.keys(drawn)) {
    if (replaced.includes(name)) expect(parameters[name]).toEqual(drawn[name]);
    else expect(parameters[name]).toBe(start[name]);
  }
  for (const name of Object.keys(masks)) {
    if (name === 'dense_1/weights') expect(mine[name]).toEqual(denseMasks(network)[name]);
    else expect(mine[name]).toBe(masks[name]);
  }
});

test('a ticket of other images or of another network is refused by name', () => {
  const larger = buildNetwork({ name: 'resnet-20' }, { inputShape: [3, 16, 16], classes: 10 });
  expect(() => replacedParameters(source, larger)).toThrow(/images of another shape .*3, 8, 8.*3, 16, 16/);
  const other = buildNetwork({ name: 'vgg-11' }, { inputShape: [3, 32, 32], classes: 10 });
  const deeper = buildNetwork({ name: 'vgg-13' }, { inputShape: [3, 32, 32], classes: 10 });
  expect(() => replacedParameters(other, deeper)).toThrow(/conv_2\/weights of this network is not what the ticket has/);
});

test('levels that the source does not have are refused before training, and so is a source that does not fit', () => {
  const recipe = (levels?: number[]) =>
    readRecipe({
      network: { name: 'resnet-20' },
      dataset: { name: 'cifar-10' },
      optimizer: { name: 'sgd', learningRate: 0.1 },
      steps: 10,
      method: { name: 'transfer', source: { method: { name: 'imp', levels: 2 } }, ...(levels && { levels }) },
    });
  expect(() => checkMethod(recipe([1, 2]), source, source)).not.toThrow();
  expect(() => checkMethod(recipe([3]), source, source)).toThrow(/no such level \(got 3\): expected 1 to 2/);
  const larger = buildNetwork({ name: 'resnet-20' }, { inputShape: [3, 16, 16], classes: 10 });
  expect(() => checkMethod(recipe(), source, larger)).toThrow(/images of another shape/);
});
