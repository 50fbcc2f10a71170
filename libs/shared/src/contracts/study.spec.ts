import { studySchema, type StudyDeclaration } from './study';

const y = { metric: 'testAccuracyAtEnd', label: 'Accuracy', unit: 'percent' } as const;
const figure = { kind: 'line' as const, title: 'Accuracy', y, arms: [{ arm: 'dense', label: 'dense' }] };
const study: StudyDeclaration = {
  ...{ id: 'mine', title: 'Mine', question: 'What?', citation: 'nobody', recipe: {}, scales: {}, claims: [] },
  arms: [{ id: 'dense', label: 'dense' }],
  tables: [{ metric: 'testAccuracyAtEnd', label: 'accuracy', unit: 'percent' }],
  figure,
};
const shown = (id: string) => ({
  figures: [{ ...figure, id }],
  matrices: [
    {
      ...({ kind: 'level', id, title: 'Masks', unit: 'percent', rowsLabel: 'epoch', columnsLabel: 'epoch' } as const),
      ...{ arm: 'dense', level: 0, matrix: 'maskDistance' },
    },
  ],
  pictures: [{ id, title: 'Pixels', columns: [{ label: 'one', level: 1 }], rows: [{ label: 'dense', arm: 'dense' }] }],
});
const problemOf = (change: Partial<StudyDeclaration>) => studySchema.safeParse({ ...study, ...change }).error?.message;

test('ids of what is shown are unique among figures, heat maps and pictures, since they name files', () => {
  expect(problemOf({ ...shown('a'), matrices: shown('b').matrices, pictures: shown('c').pictures })).toBeUndefined();
  for (const kind of ['figures', 'matrices', 'pictures'] as const) {
    const twice = { [kind]: [shown('a')[kind][0], shown('a')[kind][0]] };
    expect(problemOf(twice as Partial<StudyDeclaration>)).toMatch(/have the same id/);
    const all = { ...shown('a'), [kind]: shown('other')[kind] };
    expect(problemOf(all)).toMatch(/have the same id/);
  }
});

test.each(['figure', 'figure-a'])('%s would name the file of another figure', (id) => {
  for (const kind of ['figures', 'matrices', 'pictures'] as const) {
    expect(problemOf({ [kind]: shown(id)[kind] })).toMatch(/neither \\"figure\\"/);
  }
  expect(problemOf({ pictures: shown('figures').pictures })).toBeUndefined();
});
