import { svgText, tenth, type Drawing } from './drawing';

const drawing: Drawing = {
  width: 20,
  height: 10,
  label: 'a < b',
  marks: [
    { tag: 'g', attributes: { fill: 'none' }, children: [{ tag: 'path', attributes: { d: 'M0 0', strokeWidth: 2 } }] },
    { tag: 'text', attributes: { textAnchor: 'end', x: 1 }, text: 'R&D', title: '"quoted"' },
  ],
};

test('a drawing as text has its size, its words escaped and attributes as SVG writes them', () => {
  expect(svgText(drawing, '#ffffff')).toBe(
    [
      '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 20 10" role="img">',
      '<title>a &lt; b</title>',
      '<rect width="100%" height="100%" fill="#ffffff"/>',
      '<g fill="none"><path d="M0 0" stroke-width="2"></path></g>',
      '<text text-anchor="end" x="1"><title>&quot;quoted&quot;</title>R&amp;D</text>',
      '</svg>',
    ].join('\n'),
  );
});

test('pixels are written to tenths', () => {
  expect([tenth(1.26), tenth(3), tenth(-0.04)]).toEqual([1.3, 3, 0]);
});
