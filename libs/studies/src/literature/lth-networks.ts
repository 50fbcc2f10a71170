import type { StudyDeclaration } from '@tombola/shared';

type Protocols = NonNullable<StudyDeclaration['networks']>;

const cifar = { name: 'cifar-10' } as const;
const adam = (learningRate: number) => ({ name: 'adam', learningRate }) as const;

/** Images that show whether everything works. */
const handful = { validation: 100, limit: 600, testLimit: 100 } as const;
/** Images for some minutes. */
const some = { validation: 1000, testLimit: 2000 } as const;

/**
 * Conv-2, Conv-4 and Conv-6 (figure 2): rates of convolutions of their own. A quick round removes what three rounds of the
 * paper do.
 */
function conv(network: string, learningRate: number, steps: number, convRate: number, quickSteps: number): Protocols {
  const quickConvRate = Math.round((1 - (1 - convRate) ** 3) * 1000) / 1000;
  return {
    [network]: {
      recipe: { dataset: cifar, optimizer: adam(learningRate), steps, method: { convRate } },
      scales: {
        smoke: { dataset: handful, batch: 10, steps: 4, evaluateEvery: 4, method: { levels: 2, convRate: 0.3 } },
        quick: {
          dataset: some,
          steps: quickSteps,
          evaluateEvery: Math.floor(quickSteps / 4),
          method: { levels: 3, convRate: quickConvRate },
        },
        paper: { dataset: cifar },
      },
    },
  };
}

/**
 * What ResNet-18 and VGG-19 of the paper have in common (section 4, appendices H and I): convolutions compete in the whole
 * network, 20 % of them go in a round, dense layers stay. Of the learning rates that the paper tries these have the warm-up with
 * which it finds winning tickets (figures 7 and 8).
 */
const deep = {
  dataset: { ...cifar, pixels: 'standard' },
  augmentation: 'crop-flip',
  method: { scope: 'global', layers: 'conv', outputRate: null },
} as const;

const fast = { steps: 4, evaluateEvery: 4, method: { levels: 2, outputRate: null } } as const;
const quick = { steps: 200, evaluateEvery: 50, method: { levels: 3, outputRate: null } } as const;

/** What The Lottery Ticket Hypothesis trains besides LeNet-300-100, on CIFAR-10. */
export const lthNetworks: Protocols = {
  ...conv('conv-2', 2e-4, 20_000, 0.1, 400),
  ...conv('conv-4', 3e-4, 25_000, 0.1, 300),
  ...conv('conv-6', 3e-4, 30_000, 0.15, 200),
  'resnet-20': {
    recipe: {
      ...deep,
      optimizer: { name: 'sgd', learningRate: 0.03, momentum: 0.9, weightDecay: 1e-4 },
      schedule: { name: 'step', at: [20_000, 25_000], factor: 0.1, warmup: 20_000 },
      steps: 30_000,
      batch: 128,
    },
    scales: {
      smoke: { ...fast, dataset: handful, batch: 10, schedule: { at: [2, 3], warmup: 1 } },
      quick: { ...quick, dataset: some, schedule: { at: [130, 170], warmup: 130 } },
      paper: { dataset: cifar },
    },
  },
  'vgg-19': {
    recipe: {
      ...deep,
      optimizer: { name: 'sgd', learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4 },
      schedule: { name: 'step', at: [56_240, 84_360], factor: 0.1, warmup: 10_000 },
      steps: 112_480,
      batch: 64,
    },
    scales: {
      // 20 million weights: looking at images and storing levels takes longer than the steps.
      smoke: {
        ...fast,
        dataset: { validation: 20, limit: 100, testLimit: 20 },
        batch: 10,
        schedule: { at: [2, 3], warmup: 1 },
        method: { levels: 1, outputRate: null },
      },
      quick: { ...quick, dataset: some, schedule: { at: [100, 150], warmup: 20 } },
      paper: { dataset: cifar },
    },
  },
};
