import fc from 'fast-check';
import { readStudies, readTrials, withoutTrialsOf, withStudy, withTrials, writeTrials } from './choice';

const hash = fc.constantFrom('a3ed33466e0f', '20c2fb089f6c', '4b30ae98234e');
const trial = fc.tuple(hash, fc.nat(30)).map(([recipe, seed]) => `${recipe}-s${seed}`);

test('trials survive the address, each once', () => {
  fc.assert(
    fc.property(fc.uniqueArray(trial), (trials) => {
      expect(readTrials(writeTrials(trials)).sort()).toEqual([...trials].sort());
    }),
  );
});

test('seeds of a recipe stand together, and plain lists are read too', () => {
  expect(writeTrials(['a3ed33466e0f-s0', 'a3ed33466e0f-s12'])).toBe('a3ed33466e0f-s0.12');
  expect(readTrials('a3ed33466e0f-s0,a3ed33466e0f-s12,a3ed33466e0f-s0')).toEqual([
    'a3ed33466e0f-s0',
    'a3ed33466e0f-s12',
  ]);
});

test('what is no id is left out', () => {
  expect(readTrials(',a3ed-s0,<b>,a3ed33466e0f-s')).toEqual([]);
  expect(readStudies('lth-quick-7f3k2m,,X,lth-quick-7f3k2m,latest')).toEqual(['lth-quick-7f3k2m', 'latest']);
});

const choice = { studies: ['s'], trials: ['x', 'y'] };

test('a study that is chosen takes in its trials that were chosen one by one', () => {
  expect(withStudy({ studies: [], trials: ['x', 'z'] }, 's', true, ['x', 'y'])).toEqual({
    studies: ['s'],
    trials: ['z'],
  });
  expect(withStudy(choice, 's', false)).toEqual({ studies: [], trials: ['x', 'y'] });
});

test('a study without some of its trials is the others', () => {
  expect(withoutTrialsOf({ studies: ['s', 't'], trials: ['x'] }, 's', ['a', 'b', 'c'], ['b'])).toEqual({
    studies: ['t'],
    trials: ['x', 'a', 'c'],
  });
});

test('trials come and go', () => {
  expect(withTrials(choice, ['y', 'z'], true).trials).toEqual(['x', 'y', 'z']);
  expect(withTrials(choice, ['y', 'z'], false).trials).toEqual(['x']);
});
