import { structureOf, type DataShape } from '@tombola/nn';
import { networkNames, networkSchema, type NetworkName } from '@tombola/shared';
import { maskChannels } from './mask-channels';
import { removeChannels } from './remove-channels';
import { difference, logitsOf, spread } from './testing/logits';
import { narrow } from './testing/narrow';
import { randomChannelMasks, randomState } from './testing/random-state';

const mnist: DataShape = { inputShape: [1, 28, 28], classes: 10 };
const cifar: DataShape = { inputShape: [3, 32, 32], classes: 10 };

/** A network of a quarter of the width. */
const small = (name: NetworkName) => {
  const data = name.startsWith('lenet') ? mnist : cifar;
  const definition = narrow(name, data, 4);
  return { data, choice: networkSchema.parse({ name: 'custom', definition }), network: structureOf(definition, data) };
};

test.each(networkNames)('%s gives the same logits without the channels that masks drop', async (name) => {
  const { data, choice, network } = small(name);
  const state = randomState(network, 3);
  const masks = randomChannelMasks(network, 5, 0.6);
  const thin = removeChannels(network, state, masks);
  const masked = await logitsOf(choice, data, maskChannels(network, state, masks));
  const thinned = await logitsOf(
    networkSchema.parse({ name: 'custom', definition: thin.definition }),
    data,
    thin.state,
  );
  // That the images reach the logits, and that masks change them, makes this a test.
  expect(spread(masked)).toBeGreaterThan(0.01);
  expect(difference(await logitsOf(choice, data, state), masked)).toBeGreaterThan(0.01);
  expect(difference(thinned, masked)).toBeLessThan(1e-5);
  expect(thin.cost.after.parameters).toBeLessThan(0.6 * thin.cost.before.parameters);
  expect(thin.approximated).toEqual([]);
});
