import { layered } from '../slice/testing/nets';
import { sliceNetworkNow } from '../slice/slice';
import { svgDocument, svgOf } from './drawing';
import { drawSlice } from './slice';

const identity = [
  [1, 0],
  [0, 1],
];
const slice = sliceNetworkNow(layered([{ weights: identity }, { weights: identity }]), { box: [-2, -2, 2, 2] });
/** 100 pixels a unit, the origin at (262, 216). */
const width = 478;

test('regions, lines and boundary lie where they are in the plane', () => {
  const { body, width: drawn } = drawSlice(slice, { width, classes: ['left', '<right>'] });
  expect(drawn).toBe(width);
  expect(body).toContain('<path class="boundary" d="');
  const segments = /class="boundary" d="M([^"]*)"/.exec(body)![1]!.split('M');
  const boundary = segments.map((segment) => segment.split('L').sort().join(' to '));
  expect(boundary.sort()).toEqual(['262 216 to 262 416', '262 216 to 462 16', '262 216 to 62 216']);
  const cells = /class="cells"[^>]* d="([^"]*)"/.exec(body)![1]!;
  expect(cells.match(/M/g)).toHaveLength(4);
  const tied = /class="region tie" fill-rule="evenodd" d="M([^"]*)Z"/.exec(body)![1]!;
  expect(tied.split('L').sort()).toEqual(['262 216', '262 416', '62 216', '62 416']);
  expect(body).toContain('&lt;right&gt;');
  expect(body).toMatch(/<path class="bridge" d="M[\d.]+ [\d.]+H[\d.]+"\/><text[^>]*>decision boundary<\/text>/);
});

test('what is to be seen is told', () => {
  expect(drawSlice(slice).description).toBe(
    '4 cells, 4 connected linear regions, 4 affine maps. Regions by class: tie 1, class 0 1, class 1 1. ' +
      'Decision boundary: 1 piece, 0 loops.',
  );
});

test('interactive drawings have parts and edges of their own', () => {
  const { body } = drawSlice(slice, { interactive: true });
  expect(body.match(/data-cell="\d" data-class="(-1|0|1)"/g)).toHaveLength(5);
  expect(body.match(/class="boundary" data-edge="\d+"/g)).toHaveLength(3);
});

test('marked points lie where they are', () => {
  const { body } = drawSlice(slice, { width, marks: [{ at: [1, -1], text: '7 & 8' }] });
  expect(body).toContain('<circle class="mark" cx="362" cy="316" r="4"/>');
  expect(body).toContain('>7 &amp; 8</text>');
});

test('the same slice gives the same document, in light, dark and automatic colours', () => {
  const again = sliceNetworkNow(layered([{ weights: identity }, { weights: identity }]), { box: [-2, -2, 2, 2] });
  const [light, dark, auto] = (['light', 'dark', 'auto'] as const).map((theme) =>
    svgDocument(drawSlice(slice), { theme }),
  );
  expect(svgDocument(drawSlice(again), { theme: 'light' })).toBe(light);
  expect(light).toContain('.surface{fill:#ffffff}');
  expect(dark).toContain('.surface{fill:#14171b}');
  expect(auto).toContain('prefers-color-scheme:dark');
});

test('a page that forbids inline styles takes a drawing without any', () => {
  expect(svgOf(drawSlice(slice))).not.toMatch(/<style|style=/);
});
