import { randomStream, type FigureDeclaration } from '@tombola/shared';
import type { Observation } from '../observation';

/** Made-up observations in the shape of a LeNet study: four arms, ten levels, three seeds, two draws of a control. */
export function exampleStudy(): Observation[] {
  const densities = [1, 0.802, 0.644, 0.517, 0.333, 0.211, 0.136, 0.07, 0.0516, 0.036];
  const curves: Record<string, (density: number) => { accuracy: number; iterations: number }> = {
    dense: () => ({ accuracy: 0.9796, iterations: 5300 }),
    ticket: (density) => {
      const rounds = -Math.log(density);
      return {
        accuracy:
          0.9796 + 0.0042 * Math.sin(Math.min(rounds, 3.1) * 0.85) ** 2 - 0.0016 * Math.max(0, rounds - 2.2) ** 2,
        iterations: 5300 - 1500 * Math.sin(Math.min(rounds, 3) * 0.95) + 900 * Math.max(0, rounds - 2.3),
      };
    },
    reinit: (density) => {
      const rounds = -Math.log(density);
      return { accuracy: 0.9796 - 0.0012 * rounds ** 2.1, iterations: 5300 + 1650 * rounds };
    },
    shuffled: (density) => {
      const rounds = -Math.log(density);
      return { accuracy: 0.9796 - 0.0009 * rounds ** 2.35, iterations: 5300 + 1300 * rounds ** 1.1 };
    },
  };
  return Object.entries(curves).flatMap(([arm, curve]) =>
    [0, 1, 2].flatMap((seed) =>
      densities.slice(0, arm === 'dense' ? 1 : undefined).flatMap((density, level) => {
        const draws = arm === 'reinit' && level > 0 ? [0, 1] : [0];
        return draws.map((draw) => {
          // Level 0 of every arm is the same dense training.
          const stream = randomStream(seed, ...(level === 0 ? ['dense'] : [arm, level, draw]));
          const { accuracy, iterations } = curve(density);
          const spread = 0.0006 * (1 + 0.5 * level * (arm === 'ticket' ? 0.3 : 0.6));
          return {
            arm,
            seed,
            draw,
            level,
            density,
            metrics: {
              testAccuracyAtEarlyStop: Math.round((accuracy + spread * stream.normal()) * 1e4) / 1e4,
              earlyStopIteration: Math.round((iterations * (1 + 0.06 * stream.normal())) / 100) * 100,
            },
          };
        });
      }),
    ),
  );
}

/** A figure of {@link exampleStudy}. */
export const exampleFigure: FigureDeclaration = {
  kind: 'line',
  title: 'Winning tickets of LeNet-300-100 on MNIST',
  subtitle: 'Iterative magnitude pruning, 20 % a round. Made-up numbers.',
  y: { metric: 'testAccuracyAtEarlyStop', label: 'Test accuracy at early stop (%)', unit: 'percent' },
  arms: [
    { arm: 'ticket', label: 'Winning ticket' },
    { arm: 'reinit', label: 'Random reinit' },
    { arm: 'shuffled', label: 'Random sparsity' },
    { arm: 'dense', label: 'Dense', role: 'baseline' },
  ],
};

/** Two panels of {@link exampleStudy}. */
export const examplePanels: FigureDeclaration = {
  ...exampleFigure,
  y: undefined,
  panels: [exampleFigure.y!, { metric: 'earlyStopIteration', label: 'Early-stop iteration', unit: 'count' }],
};
