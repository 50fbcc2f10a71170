import { InputError } from '@tombola/shared';
import { studyById } from './literature/literature';
import { checkChanges } from './study-changes';

const check = (id: string, changes: Record<string, unknown>) => () =>
  checkChanges(studyById(id), { scale: 'quick', changes });

test('a change that every arm overrules is refused: what it would report was not asked for', () => {
  // Some of its arms train on glyphs, whatever is asked for.
  expect(check('one-ticket', { dataset: { name: 'glyphs' } })).toThrow(
    /no arm of the study one-ticket .*"dataset.name=glyphs"/,
  );
  expect(check('snip', { method: { name: 'imp' } })).toThrow(InputError);
});

test.each<[string, Record<string, unknown>]>([
  ['that all arms take', { steps: 70 }],
  ['that some arms take', { method: { levels: 2 } }],
  ['that says what all arms have', { batch: 60 }],
  ['that says what the study has, where one arm has another method', { method: { name: 'imp', levels: 5 } }],
  ['that takes something away', { method: { outputRate: null } }],
  ['of the network', { network: { name: 'conv-2' } }],
])('a change %s is let through', (_, changes) => {
  expect(check('lth', changes)).not.toThrow();
});
