import { categoryClass } from './category';
import { figureStyleSheet } from './figure/theme';

test('seven categories have a colour each, an eighth begins again, a baseline is neutral', () => {
  expect([-1, 0, 6, 7].map(categoryClass)).toEqual(['neutral', 'arm-1', 'arm-7', 'arm-1']);
  for (let i = -1; i < 7; i++) expect(figureStyleSheet('light')).toContain(` .${categoryClass(i)}{color:#`);
});
