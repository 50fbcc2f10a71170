import { studyById } from './literature/literature';
import { checkReferences } from './study-references';
import { merge, readDeclaration, readStudy, type Study } from './study';

const sound = studyById('snip');
const changed = (change: object): Study => readStudy(merge(sound, change));
const [claim] = sound.claims;
const matrix = {
  id: 'm',
  kind: 'level',
  title: 'm',
  unit: 'number',
  rowsLabel: 'r',
  columnsLabel: 'c',
  level: 1,
  matrix: 'm',
};

test.each<[string, object, RegExp]>([
  [
    'the figure',
    { figure: { arms: [{ arm: 'snipp', label: 'SNIP' }] } },
    /^the figure of the study snip .*"snipp".*dense, /,
  ],
  ['a line', { figure: { arms: [{ arm: 'snip', label: 'SNIP', also: ['grasp'] }] } }, /^the figure .*"grasp"/],
  ['a claim', { claims: [{ ...claim, arm: 'impp' }] }, new RegExp(`^claim ${claim!.id} .*"impp"`)],
  ['what it is compared with', { claims: [{ ...claim, against: { arm: 'densee' } }] }, /"densee"/],
  ['a heat map', { matrices: [{ ...matrix, arm: 'early' }] }, /^matrix m .*"early"/],
  ['a scale', { scales: { smoke: { arms: ['snip', 'no'] } } }, /^scale smoke .*"no"/],
  ['a twin', { arms: [...sound.arms, sound.arms[0]] }, /^two arms of the study snip have one id .*"dense"/],
])('%s names an arm that there is not, and the error says which', (_, change, message) => {
  expect(() => checkReferences(changed(change))).toThrow(message);
  expect(() => readDeclaration(merge(sound, change))).toThrow(message);
});

test('a study that names what it has is read', () => {
  expect(readDeclaration(sound)).toEqual(sound);
});
