import { meansText } from './means-text';

test('cells say of how many seeds they are', () => {
  expect(meansText({ n: [3, 3] })).toBe('Cells are means over 3 seeds.');
  expect(meansText({ n: [1, 3] })).toBe('Cells are means over 1 to 3 seeds.');
  expect(meansText({ n: [0, 1] })).toBe('Cells are of one seed.');
  expect(meansText({})).toBe('Cells are means over seeds.');
});
