import type { ClaimDeclaration } from '@tombola/shared';

const metric = 'testAccuracyAtEarlyStop';
/** Where the paper tells criteria and actions apart: 20 % of the weights and less. */
const sparse: [number, number] = [0, 0.2];

const sameSigns = ([survivor, what]: [string, string]): ClaimDeclaration[] => [
  {
    id: `${survivor}-same-signs`,
    sentence: `Survivors ${what} with the signs they had are no worse than rewound ones, by half a point at most.`,
    source: 'Zhou et al. 2019, section 4, figure 5',
    metric,
    arm: `${survivor}-same`,
    against: { arm: 'large-final' },
    densities: sparse,
    relation: 'at least',
    margin: 0.005,
  },
  {
    id: `${survivor}-random-signs`,
    sentence: `Survivors ${what} with random signs are worse than with the signs they had.`,
    source: 'Zhou et al. 2019, section 4, figure 5',
    metric,
    arm: `${survivor}-random`,
    against: { arm: `${survivor}-same` },
    densities: sparse,
    relation: 'less',
  },
];

/**
 * Of a learned supermask. Judged after the last step: at this learning rate the loss of the highest logits may rise from step 0
 * on, and early stopping would choose the untrained mask.
 */
const withinTwoPoints = (
  id: string,
  sentence: string,
  source: string,
  densities: [number, number],
): ClaimDeclaration => ({
  ...{ id, sentence, source, metric: 'testAccuracyAtEnd', arm: 'learned-constant', densities },
  ...{ against: { arm: 'dense', level: 0 }, relation: 'at least', margin: 0.02 },
});

/** What Deconstructing claims of criteria, signs, zeros and supermasks: Zhou et al. 2019, sections 3 to 6. */
export function deconstructingClaims(survivors: Readonly<Record<string, string>>): ClaimDeclaration[] {
  return [
    {
      id: 'magnitude-increase-ties',
      sentence: 'Keeping what grew most is no worse than keeping what is largest, by half a point at most.',
      source: 'Zhou et al. 2019, section 3, figure 4',
      metric,
      arm: 'magnitude-increase',
      against: { arm: 'large-final' },
      densities: sparse,
      relation: 'at least',
      margin: 0.005,
    },
    {
      id: 'large-final-beats-random',
      sentence: 'Keeping the largest trained weights beats keeping random ones.',
      source: 'Zhou et al. 2019, section 3, figure 4',
      metric,
      arm: 'large-final',
      against: { arm: 'random' },
      densities: sparse,
      relation: 'greater',
    },
    {
      id: 'large-init-is-no-criterion',
      sentence: 'Keeping the largest initial weights is worse than keeping the largest trained ones.',
      source: 'Zhou et al. 2019, section 3, figure 4',
      metric,
      arm: 'large-init',
      against: { arm: 'large-final' },
      densities: sparse,
      relation: 'less',
    },
    {
      id: 'small-final-is-worst',
      sentence: 'Keeping the smallest trained weights is worse than keeping random ones.',
      source: 'Zhou et al. 2019, section 3, figure 4',
      metric,
      arm: 'small-final',
      against: { arm: 'random' },
      densities: sparse,
      relation: 'less',
    },
    ...Object.entries(survivors).flatMap(sameSigns),
    {
      id: 'freezing-is-worse',
      sentence: 'Freezing pruned weights at their initial values is worse than setting them to 0.',
      source: 'Zhou et al. 2019, section 5, figure 6',
      metric,
      arm: 'freeze-init',
      against: { arm: 'large-final' },
      densities: sparse,
      relation: 'less',
    },
    {
      id: 'zero-what-shrank',
      sentence:
        'Setting pruned weights to 0 only where training shrank them is no worse than 0 for all, by half a point at most.',
      source: 'Zhou et al. 2019, section 5, figure 6',
      metric,
      arm: 'freeze-init-zero-mask',
      against: { arm: 'large-final' },
      densities: sparse,
      relation: 'at least',
      margin: 0.005,
    },
    {
      id: 'zero-what-grew',
      sentence: 'Setting pruned weights to 0 only where training made them grow is worse than where it shrank them.',
      source: 'Zhou et al. 2019, section 5, figure 6',
      metric,
      arm: 'freeze-init-zero-mask-reversed',
      against: { arm: 'freeze-init-zero-mask' },
      densities: sparse,
      relation: 'less',
    },
    {
      id: 'supermask',
      sentence:
        'A mask alone, on untrained weights whose signs it knows, answers at least 40 % of the test images right.',
      source: 'Zhou et al. 2019, section 6, table 2: up to 79.3 % on MNIST, chance being 10 %',
      metric,
      arm: 'supermask-same-sign',
      against: { value: 0.4 },
      densities: [0.1, 0.45],
      relation: 'greater',
    },
    {
      id: 'constants-are-better',
      sentence:
        'Under a mask that knows their signs, constants with these signs are better than the untrained weights themselves.',
      source: 'Zhou et al. 2019, section 6, table 2: 86.3 against 79.3 %',
      metric,
      arm: 'supermask-constant',
      against: { arm: 'supermask-same-sign' },
      densities: [0.1, 0.45],
      relation: 'greater',
    },
    withinTwoPoints(
      'learned-supermasks',
      'A learned mask of half of the weights, on signed constants, rescaled, is within two points of the trained network.',
      'Zhou et al. 2019, section 6, table 2: 98.0 against 97.7 %',
      [0.49, 0.51],
    ),
    withinTwoPoints(
      'learned-supermasks-of-a-fifth',
      'A learned mask of a fifth of the weights, on signed constants, rescaled, is within two points of the trained network.',
      'ours: the paper asks for no density and tests drawn masks, here the highest logits alone are left',
      [0.19, 0.21],
    ),
  ];
}
