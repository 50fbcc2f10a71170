import { readPriority, readTags, readTitle } from './change-values';
import { seedsText } from './seeds-text';

test('names are trimmed, of one line, and not empty', () => {
  expect(readTitle('  a study ')).toEqual({ value: 'a study' });
  expect(readTitle('   ')).toHaveProperty('wrong');
  expect(readTitle('x'.repeat(201))).toHaveProperty('wrong');
});

test('tags are what stands between commas, each once', () => {
  expect(readTags('b, a,, b , v1.2')).toEqual({ value: ['b', 'a', 'v1.2'] });
  expect(readTags('')).toEqual({ value: [] });
  expect(readTags('fine, <b>')).toMatchObject({ wrong: expect.stringContaining('“<b>”') as string });
  expect(readTags(Array.from({ length: 21 }, (_, i) => `t${i}`).join(','))).toHaveProperty('wrong');
});

test('priorities are whole numbers from -100 to 100', () => {
  expect(readPriority(' -7 ')).toEqual({ value: -7 });
  expect(readPriority('−7')).toEqual({ value: -7 });
  for (const text of ['', '1.5', '101', 'x']) expect(readPriority(text)).toHaveProperty('wrong');
});

test('seeds that follow each other are a range', () => {
  expect(seedsText([0, 1, 2, 5, 7, 8])).toBe('0–2, 5, 7–8');
  expect(seedsText([])).toBe('');
});
