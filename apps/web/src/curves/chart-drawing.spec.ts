import type { Line } from '../charts/align';
import { chartDrawing, type ChartWords } from './chart-drawing';

const words: ChartWords = {
  title: 'Loss <of all>',
  xLabel: 'step',
  yLabel: 'loss',
  logX: false,
  logY: false,
  formatX: String,
  formatY: String,
  range: null,
};
const line: Line = { key: 'a', label: 'ticket', index: 0, xs: [0, 10, 20, 30], values: [3, 2, 1, 1] };

test('curves go out as a document with their names, ticks and bands', () => {
  const svg = chartDrawing([{ ...line, band: { low: [1, 1, 0, 1], high: [4, 3, 2, 1] } }], words);
  expect(svg).toMatch(/^<svg xmlns=/);
  expect(svg).toContain('Loss &lt;of all&gt;');
  expect(svg).toContain('>ticket</text>');
  expect(svg.match(/fill-opacity="0.15"/g)).toHaveLength(1);
  expect(svg).not.toContain('NaN');
});

test('a line breaks where its value is no number', () => {
  const svg = chartDrawing([{ ...line, values: [3, null, 1, 1] }], words);
  const [, path] = /<path d="([^"]*)"/.exec(svg)!;
  expect(path!.match(/M/g)).toHaveLength(2);
});

test('only the part that is shown is drawn', () => {
  const svg = chartDrawing([line], { ...words, range: { min: 5, max: 25 } });
  const [, path] = /<path d="([^"]*)"/.exec(svg)!;
  expect(path!.match(/[ML]/g)).toHaveLength(2);
});

test('nothing to draw is an empty chart', () => {
  expect(chartDrawing([], words)).not.toContain('NaN');
});
