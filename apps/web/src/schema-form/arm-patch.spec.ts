import { armPatch } from './arm-patch';

const arm = {
  id: 'eb-50',
  recipe: { method: { name: 'early-bird', share: 0.5 }, control: { name: 'reinit' } },
  scales: { smoke: { method: { every: 5 }, control: null } },
};

test('a scale adds to what an arm changes, and may take it back', () => {
  expect(armPatch(arm, 'smoke')).toEqual({ method: { name: 'early-bird', share: 0.5, every: 5 }, control: null });
});

test('at other scales an arm changes what it says', () => {
  for (const scale of ['paper', 'constructor', undefined]) expect(armPatch(arm, scale)).toEqual(arm.recipe);
  expect(armPatch({ id: 'dense' }, 'smoke')).toEqual({});
});
