import { networkStructure } from '@tombola/nn';
import { networkSchema, randomStream } from '@tombola/shared';
import fc from 'fast-check';
import { checkState, maskChannels } from './mask-channels';
import { removeChannels } from './remove-channels';
import { difference, logitsOf, spread } from './testing/logits';
import { randomData, randomNetworks } from './testing/random-definitions';
import { randomChannelMasks, randomState } from './testing/random-state';

const settings = { numRuns: 150 };

test('random networks give the same logits without the channels that random masks drop', async () => {
  let thinned = 0;
  const options = fc.record({
    stream: fc.constantFrom('keep' as const, 'common' as const),
    shift: fc.constantFrom('zero' as const, 'keep' as const),
    border: fc.constant('keep' as const),
  });
  const property = fc.asyncProperty(
    randomNetworks,
    fc.nat(1000),
    options,
    async ({ choice, network }, seed, option) => {
      const state = randomState(network, seed);
      const masks = randomChannelMasks(network, seed, 0.3 + 0.6 * randomStream(seed, 'density').uniform());
      const { definition, state: left, cost } = removeChannels(network, state, masks, option);
      const thin = networkSchema.parse({ name: 'custom', definition });
      checkState(networkStructure(thin, randomData), left);
      const masked = await logitsOf(choice, randomData, maskChannels(network, state, masks, option));
      expect(difference(await logitsOf(thin, randomData, left), masked)).toBeLessThan(1e-4);
      if (cost.after.parameters < cost.before.parameters && spread(masked) > 0.01) thinned += 1;
    },
  );
  await fc.assert(property, settings);
  // Many of them were thinned and had images reach their logits.
  expect(thinned).toBeGreaterThan(settings.numRuns / 3);
});
