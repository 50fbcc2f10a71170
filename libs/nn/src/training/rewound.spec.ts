import type { RecipeInput } from '@tombola/shared';
import { initialise } from '../initialise';
import { allBits, randomMasks, ToyBatches, toyNetwork, toyRecipe } from '../testing/toy';
import { unitPixels } from './pixels';
import { Trainer } from './trainer';

const masks = randomMasks(toyNetwork, 2);
const parameters = initialise(toyNetwork, 'glorot-normal', 7);

/** Ten steps after `from`, of a trainer that has zero slots there or does not know it. */
async function tenSteps(optimizer: RecipeInput['optimizer'], from: number, known: boolean) {
  const recipe = toyRecipe({ optimizer, steps: 2000 });
  const trainer = await Trainer.create(toyNetwork, recipe, unitPixels);
  const rewound = known ? trainer.scheduled({ ...recipe, from }) : trainer;
  const start = rewound.start(parameters, masks);
  const { state } = await rewound.advance(start, masks, new ToyBatches(3, recipe.batch), from, 10);
  await trainer.dispose();
  return allBits(state.parameters);
}

test('Adam’s corrections count from where its slots are zero: a rewound training takes no greater steps', async () => {
  const adam = { name: 'adam', learningRate: 0.01 } as const;
  expect(await tenSteps(adam, 500, true)).toEqual(await tenSteps(adam, 0, true));
  expect(await tenSteps(adam, 500, false)).not.toEqual(await tenSteps(adam, 0, true));
});

test('the learning rate of a rewound training is that of its step', async () => {
  const recipe = toyRecipe({ optimizer: { name: 'sgd', learningRate: 0.1 }, schedule: { name: 'step', at: [500] } });
  const trainer = await Trainer.create(toyNetwork, recipe, unitPixels);
  const moved = async (from: number) => {
    const rewound = trainer.scheduled({ ...recipe, from });
    const start = rewound.start(parameters, masks);
    const { state } = await rewound.advance(start, masks, new ToyBatches(3, recipe.batch), from, 1);
    const [name] = Object.keys(masks);
    return state.parameters[name!]!.data.map((value, i) => value - start.parameters[name!]!.data[i]!);
  };
  const [before, after] = [await moved(499), await moved(500)];
  await trainer.dispose();
  before.forEach((change, i) => expect(after[i]).toBeCloseTo(change / 10, 5));
  expect(before.some((change) => Math.abs(change) > 1e-3)).toBe(true);
});
