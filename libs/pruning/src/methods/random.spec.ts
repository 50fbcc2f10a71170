import { lenet300100 } from '@tombola/nn';
import { readRecipe, type OptionsOf } from '@tombola/shared';
import { budgetOf } from '../budget';
import { planContext } from '../dynamic/testing/moments';
import { countMask } from '../masks';
import { planLevel } from './registry';

const network = lenet300100({ inputShape: [1, 28, 28], classes: 10 });

test.each(['uniform', 'er', 'erk', 'smart-ratio'] as const)(
  'random pruning keeps in each layer exactly what the distribution %s says',
  async (distribution) => {
    const recipe = readRecipe({
      network: { name: 'lenet-300-100' },
      dataset: { name: 'mnist' },
      optimizer: { name: 'adam', learningRate: 0.0012 },
      steps: 10,
      method: { name: 'random', sparsities: [0.9], scope: 'layer', distribution },
    });
    const method = recipe.method as OptionsOf<'random'>;
    const { masks } = await planLevel({ ...planContext(network, recipe), method });
    const kept = Object.fromEntries(Object.entries(masks).map(([name, mask]) => [name, countMask(mask).kept]));
    expect({ scope: 'layer', keep: kept }).toEqual(budgetOf(network, 0.9, method));
    expect(Object.values(kept).reduce((sum, count) => sum + count, 0)).toBe(26_620);
  },
);
