import { studyById } from './literature/literature';
import { checkReferences } from './study-references';
import { merge, readDeclaration, readStudy, type Study } from './study';

const sound = studyById('snip');
const changed = (change: object): Study => readStudy(merge(sound, change));
const [claim] = sound.claims;
const [table] = sound.tables;
const axis = { metric: 'testAccuracyAtEnd', label: 'accuracy', unit: 'percent' };
const front = { title: 'a front', cost: axis, gain: axis };
const headline = {
  metric: axis.metric,
  unit: axis.unit,
  published: 'a number',
  densities: [0, 1],
  against: { arm: 'dense' },
};
const snipped = { ...headline, arm: 'snip' };
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
  ['a front', { fronts: [{ ...front, arms: ['snap'] }] }, /^front 1 .*"snap"/],
  ['a headline', { headlines: [{ ...headline, arm: 'snap' }] }, /^headline 1 .*"snap"/],
])('%s names an arm that there is not, and the error says which', (_, change, message) => {
  expect(() => checkReferences(changed(change))).toThrow(message);
  expect(() => readDeclaration(merge(sound, change))).toThrow(message);
});

test.each<[string, object, RegExp]>([
  ['an arm', { arms: [...sound.arms, sound.arms[0]] }, /^two arms of the study snip have one id .*"dense"/],
  ['a claim', { claims: [claim, claim] }, new RegExp(`^two claims .*"${claim!.id}"`)],
  ['a table', { tables: [table, table] }, new RegExp(`^two tables .*"${table!.metric}"`)],
  ['a headline', { headlines: [snipped, snipped] }, /^two headlines .*"a number"/],
  ['a file', { tables: [{ ...table, metric: '../x' }] }, /cannot name its file .*"\.\.\/x"/],
])('%s that is there twice, or cannot be, is refused', (_, change, message) => {
  expect(() => readDeclaration(merge(sound, change))).toThrow(message);
});

test('a study that names what it has is read', () => {
  expect(readDeclaration(sound)).toEqual(sound);
});
