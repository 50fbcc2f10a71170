import type { ArtifactOut } from '@tombola/shared';
import type { GivenRecipe } from '../../provenance/recipe-words';
import { startsOf, trialsOf } from './starts';

const file = (id: string, kind: ArtifactOut['kind'], level: string | null): ArtifactOut => ({
  ...{ id, kind, level, name: `${kind}.safetensors`, mediaType: 'application/octet-stream', sha256: id, size: 1 },
  ...{ createdBy: 'local', createdAt: '2030-01-01T00:00:00.000Z' },
});

const files = [
  file('dense', 'ticket', '0123456789ab-s0-l0'),
  file('final', 'final', '0123456789ab-s0-l0'),
  file('pruned', 'ticket', 'ba9876543210-s0-l2'),
  file('upload', 'upload', null),
];

test('tickets say what they start from by the recipes of their own trials', () => {
  expect(trialsOf(files)).toEqual(['0123456789ab-s0', 'ba9876543210-s0']);
  const imp = { method: { name: 'imp', levels: 3, restart: { name: 'rewind', step: 50 } } };
  const recipes: [string, GivenRecipe][] = [
    ['0123456789ab-s0', {}],
    ['ba9876543210-s0', imp],
  ];
  const starts = startsOf(files, new Map(recipes));
  expect(starts.get('dense')).toMatchObject({ from: 'draw', step: 0 });
  expect(starts.get('pruned')).toMatchObject({ from: 'draw', step: 50, words: 'rewound to step 50' });
  expect(starts.size).toBe(2);
});

test('what is not known is left out', () => {
  expect(startsOf(files, new Map()).size).toBe(0);
});
