import type { StudyDeclaration } from '@tombola/shared';

/** Arms of the study by what they differ in, with the words for it. */
interface Differences {
  readonly criteria: readonly string[];
  readonly survivors: Readonly<Record<string, string>>;
  readonly pruned: Readonly<Record<string, string>>;
}

/** Arms at one sparsity, where those that restart from a trained mask are told apart. */
const dots = (id: string, title: string, densities: [number, number]) => ({
  ...({ kind: 'dots', id, title, densities } as const),
  value: { metric: 'testAccuracyAtEarlyStop', label: 'Test accuracy at early stopping (%)', unit: 'percent' } as const,
  baselines: [{ arm: 'dense', label: 'dense' }],
});

/** Dot plots of Deconstructing: Zhou et al. 2019, figures 4 to 6 and table 2, each at one sparsity. */
export function deconstructingFigures({ criteria, survivors, pruned }: Differences): StudyDeclaration['figures'] {
  return [
    {
      ...dots('criteria', 'Which weights to keep: criteria', [0.05, 0.1]),
      rows: ['large-final', ...criteria].map((id) => ({ label: id.replaceAll('-', ' '), arms: [id] })),
      sorted: true,
    },
    {
      ...dots('signs', 'What survivors start from: values and signs', [0.05, 0.1]),
      columns: ['the signs they had', 'random signs'],
      rows: [
        { label: 'rewound', arms: ['large-final'] },
        ...Object.entries(survivors).map(([id, label]) => ({ label, arms: [`${id}-same`, `${id}-random`] })),
      ],
    },
    {
      ...dots('zeros', 'What pruned weights are set to', [0.05, 0.1]),
      rows: [
        { label: 'zero', arms: ['large-final'] },
        ...Object.entries(pruned).map(([id, label]) => ({ label, arms: [id] })),
      ],
    },
    {
      kind: 'dots',
      id: 'supermasks',
      title: 'Masks on weights that are never trained',
      value: { metric: 'testAccuracyAtEnd', label: 'Test accuracy after the last step (%)', unit: 'percent' },
      densities: [0.36, 0.51],
      rows: [
        { label: 'large final', arms: ['supermask-large-final'] },
        { label: 'large final, same sign', arms: ['supermask-same-sign'] },
        { label: 'large final, same sign, signed constants', arms: ['supermask-constant'] },
        { label: 'learned', arms: ['learned'] },
        { label: 'learned, rescaled', arms: ['learned-rescaled'] },
        { label: 'learned, rescaled, signed constants', arms: ['learned-constant'] },
      ],
      baselines: [{ arm: 'dense', label: 'dense, trained' }],
    },
  ];
}
