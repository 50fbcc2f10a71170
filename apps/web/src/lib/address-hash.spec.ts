import { readHashList, writeHashList } from './address-hash';

test('a list survives the fragment, beside others', () => {
  const hash = writeHashList(writeHashList('', 'chosen', ['a-1', 'b-2']), 'pick', ['c']);
  expect(hash).toBe('chosen=a-1,b-2&pick=c');
  expect(readHashList(hash, 'chosen')).toEqual(['a-1', 'b-2']);
  expect(writeHashList(hash, 'chosen', [])).toBe('pick=c');
});

test('what is not there is empty', () => {
  expect(readHashList('', 'chosen')).toEqual([]);
  expect(readHashList('arms', 'chosen')).toEqual([]);
});
