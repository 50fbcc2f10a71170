import { writeFileSync } from 'node:fs';
import { randomStream } from '@tombola/shared';
import { exampleFigure, examplePanels, exampleStudy } from './example.fixture';
import { renderFigure } from './figure';
import type { FigureDeclaration } from './spec';
test('look', () => {
  for (const theme of ['light', 'dark', 'auto'] as const) {
    const out = (name: string, spec: FigureDeclaration, o = exampleStudy()) =>
      writeFileSync(`/tmp/${name}-${theme}.svg`, renderFigure(spec, o, { theme }));
    out('one', exampleFigure);
    out('stacked', examplePanels);
    out('beside', { ...examplePanels, arrangement: 'side by side' });
    const many = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((a) =>
      [0, 1, 2, 3, 4].flatMap((seed) =>
        Array.from({ length: a === 7 || a === 3 ? 1 : a === 2 ? 12 : 22 }, (_, level) => ({
          arm: `a${a}`,
          seed,
          draw: 0,
          level: level,
          density: a === 3 ? 0.1 : 0.8 ** level,
          metrics: {
            acc:
              0.9 -
              0.02 * (a === 3 ? 6 : 0) -
              (0.00003 * level ** 3 * ((a % 5) + 1)) / 2 +
              0.002 * randomStream(a, seed, level).normal(),
            it: Math.round(1000 * Math.exp(level * 0.2 * (a % 3)) * (1 + 0.1 * randomStream(a, seed, level).uniform())),
          },
        })),
      ),
    );
    const arms = [0, 1, 2, 3, 4, 5, 6, 7].map((a) => ({
      arm: `a${a}`,
      label: ['SNIP', 'GraSP', 'Movement pruning', 'Early-bird', 'RigL', 'SET', 'Random reinit', 'Dense'][a]!,
      role: a === 7 ? ('baseline' as const) : ('line' as const),
    }));
    out(
      'many',
      {
        kind: 'line',
        title: 'A very long title that says what the figure shows in a whole sentence and must therefore be wrapped',
        y: { metric: 'acc', label: 'Accuracy (%)', unit: 'percent', range: [0.7, 0.92] },
        arms,
      },
      many,
    );
    out(
      'log',
      {
        kind: 'line',
        title: 'Iterations',
        y: { metric: 'it', label: 'Iterations', unit: 'count', scale: 'log' },
        arms: arms.slice(0, 1),
      },
      many,
    );
  }
});
