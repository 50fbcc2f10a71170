import fc from 'fast-check';
import {
  comparePath,
  readChoice,
  readStudies,
  readTrials,
  withChoice,
  withoutTrialsOf,
  withStudy,
  withTrials,
  writeTrials,
} from './choice';

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

describe('an address', () => {
  const many = Array.from({ length: 900 }, (_, i) => `load-${i}-x51ve25c`);
  const read = (url: URL) => readChoice(url.searchParams, url.hash.slice(1));
  const at = (path: string) => new URL(path, 'http://localhost');

  test('has any choice, and servers see little of a long one', () => {
    const all = [
      { studies: ['a-1', 'b-2'], trials: [] },
      { studies: many, trials: ['a3ed33466e0f-s0', 'a3ed33466e0f-s1'] },
      { studies: [], trials: [] },
    ];
    for (const each of all) {
      const url = at(comparePath(each));
      expect(read(url)).toEqual(each);
      expect(url.pathname.length + url.search.length).toBeLessThan(4100);
    }
    expect(comparePath(all[0]!)).toBe('/compare?studies=a-1,b-2');
  });

  test('keeps its other members when the choice changes', () => {
    const long = withChoice(at('/compare?studies=a&metric=loss#x=1'), { studies: many, trials: [] });
    expect(long.searchParams.get('metric')).toBe('loss');
    expect(read(long).studies).toEqual(many);
    const short = withChoice(long, { studies: ['b'], trials: [] });
    expect([short.search, short.hash]).toEqual(['?studies=b&metric=loss', '']);
  });
});
