import { labelsOf, type Named, type Place } from './labels';

const place = (study: string, arm: string, name = study): Place => ({
  study,
  name,
  arm,
  label: `the ${arm}`,
  position: 0,
});
const named = (key: string, at?: Place): Named => ({ key, recipes: [key], place: at });
const members = (path: string, values: Record<string, unknown>) => ({ path, values: new Map(Object.entries(values)) });

test('in one study the arm is the name, in several the study stands behind it', () => {
  expect([...labelsOf([named('a', place('s', 'ticket')), named('b', place('s', 'dense'))], []).values()]).toEqual([
    'the ticket',
    'the dense',
  ]);
  expect([...labelsOf([named('a', place('s', 'x')), named('b', place('t', 'x'))], []).values()]).toEqual([
    'the x · s',
    'the x · t',
  ]);
});

test('studies of one name are told apart by their ids', () => {
  const groups = [named('a', place('s-1', 'x', 'S')), named('b', place('s-2', 'x', 'S'))];
  expect([...labelsOf(groups, []).values()]).toEqual(['the x · S (s-1)', 'the x · S (s-2)']);
});

test('groups of one arm are told apart by the members that differ, then by their hashes', () => {
  const groups = ['a', 'b', 'c'].map((key) => named(key, place('s', 'x')));
  const labels = labelsOf(groups, [
    members('control.draw', { a: 0, b: 1, c: 1 }),
    members('steps', { a: 5, b: 5, c: 5 }),
  ]);
  expect([...labels.values()]).toEqual(['the x · draw 0', 'the x · draw 1 · b', 'the x · draw 1 · c']);
});

test('without a study a group is named by what its recipe has', () => {
  const all = [members('method.name', { a: 'imp', b: 'snip' }), members('steps', { a: 100, b: null })];
  expect([...labelsOf([named('a'), named('b')], all).values()]).toEqual(['imp, steps 100', 'snip']);
  expect([...labelsOf([named('a')], []).values()]).toEqual(['a']);
});
