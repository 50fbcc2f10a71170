import { decisionPolygon } from '../network/decision-polygon';
import { decisionSubdivision } from '../network/decision-subdivision';
import { floats } from '../numbers/floats';
import { sliceNetworkNow } from '../slice/slice';
import { layered } from '../slice/testing/nets';
import { dualSubdivision } from '../tropical/dual-subdivision';
import { hypersurface } from '../tropical/hypersurface';
import { readPolynomial } from '../tropical/text';
import { svgDocument, svgOf, type Drawing } from './drawing';
import { drawHypersurface } from './hypersurface';
import { drawPolygon } from './polygon';
import { drawSlice } from './slice';
import { sliceDual } from './slice-dual';
import { drawSubdivision } from './subdivision';

const identity = [
  [1, 0],
  [0, 1],
];
/** The classes tie where x and y are below 0. */
const tied = { hidden: { weights: identity }, output: { weights: identity } };
/** f1 - f2 = 2 relu(x - 1) - 2 relu(y - 2) + 1. */
const biased = {
  hidden: { weights: identity, bias: [-1, -2] },
  output: {
    weights: [
      [1, -1],
      [-1, 1],
    ],
    bias: [1, 0],
  },
};
const box = [-4, -4, 4, 4] as const;

const sliceOf = ({ hidden, output }: typeof tied | typeof biased) =>
  sliceNetworkNow(layered([hidden, output]), { box });

function paths({ body }: Drawing, className: string): string[] {
  return [...body.matchAll(/<[^>]*>/g)].map(([tag]) => tag).filter((tag) => tag.includes(`class="${className}`));
}

const numbersIn = (paths: readonly string[], data: string) =>
  paths.map((path) => Number(new RegExp(`data-${data}="(-?\\d+)"`).exec(path)?.[1]));

describe('a decision polygon', () => {
  const polygon = decisionPolygon(floats, tied);
  const drawing = drawPolygon(polygon, { classes: ['left', '<right>'], interactive: true });

  test('has vertices and edges in the colours of their classes, ties, bridges and rays', () => {
    const tie = polygon.classes.findIndex((own) => own.length > 1);
    const bridge = polygon.edges.findIndex((edge) => edge.bridge);
    expect(numbersIn(paths(drawing, 'vertex tie" data'), 'vertex')).toEqual([tie]);
    expect(numbersIn(paths(drawing, 'vertex class-'), 'vertex').filter((v) => v >= 0)).toHaveLength(2);
    expect(numbersIn(paths(drawing, 'edge class-'), 'edge')).toHaveLength(2);
    expect(numbersIn(paths(drawing, 'bridge" data'), 'edge')).toEqual([bridge]);
    expect(numbersIn(paths(drawing, 'ray'), 'boundary')).toEqual([bridge]);
    expect(numbersIn(paths(drawing, 'hit'), 'edge')).toEqual([0, 1, 2]);
    expect(drawing.body).toContain('&lt;right&gt;');
    expect(drawing.description).toBe('3 vertices, 1 tie among them. 1 bridge: the decision boundary has as many rays.');
  });

  test('has the shape that it has, and rays that point outwards at a right angle', () => {
    const points = (path: string) =>
      [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map((match) => [Number(match[1]), Number(match[2])] as const);
    const corners = points(paths(drawing, 'polygon')[0]!);
    const [low, high] = [Math.min(...corners.map(([x]) => x)), Math.max(...corners.map(([x]) => x))];
    const [top, bottom] = [Math.min(...corners.map(([, y]) => y)), Math.max(...corners.map(([, y]) => y))];
    expect(high - low).toBeCloseTo(bottom - top, 1);
    const [[x, y], [u, v]] = points(paths(drawing, 'ray')[0]!) as [
      readonly [number, number],
      readonly [number, number],
    ];
    expect(x).toBeCloseTo((low + high) / 2, 1);
    expect(y).toBeCloseTo((top + bottom) / 2, 1);
    expect(u - x).toBeCloseTo(y - v, 1);
    expect(u).toBeGreaterThan(x);
  });

  test('may be a segment or a point', () => {
    const flat = (weights: number[][]) =>
      drawPolygon(decisionPolygon(floats, { hidden: { weights: [[3, 4]] }, output: { weights } }, { mode: 'reduced' }));
    expect(paths(flat([[1], [0]]), 'vertex')).toHaveLength(4);
    expect(flat([[1], [0]]).description).toContain('2 vertices');
    expect(flat([[0], [0]]).description).toContain('1 vertex, 1 tie among them. 0 bridges');
    for (const drawn of [flat([[1], [0]]), flat([[0], [0]])]) expect(drawn.body).not.toMatch(/NaN|Infinity/);
  });
});

describe('a decision subdivision and its curve', () => {
  const subdivision = decisionSubdivision(floats, biased);
  const slice = sliceOf(biased);
  const dual = sliceDual(slice, subdivision);

  test('have the same numbers for what is dual', () => {
    const [cut, curve] = [drawSubdivision(subdivision), drawHypersurface(subdivision.curve, subdivision, { box })];
    const bridges = numbersIn(paths(cut, 'bridge" data'), 'edge').sort();
    expect(bridges).toHaveLength(2);
    expect(numbersIn(paths(curve, 'boundary" data'), 'boundary').sort()).toEqual(bridges);
    expect(numbersIn(paths(cut, 'polygon'), 'cell')).toEqual([0]);
    expect(numbersIn(paths(curve, 'vertex'), 'cell')).toEqual([0]);
    expect(numbersIn(paths(curve, 'region'), 'vertex').filter((v) => v >= 0)).toEqual([0, 1, 2]);
  });

  test('the parts and the boundary of a slice know what they are dual to', () => {
    const classes = Array.from(dual.vertexOfPart, (vertex) => subdivision.classes[vertex]);
    expect(classes).toEqual(Array.from(slice.parts.class, (winner) => [winner]));
    const lit = [...new Set(Array.from(slice.boundary.edges, (edge) => dual.edgeOfEdge[edge]!))];
    expect(lit.sort()).toEqual(subdivision.bridges.flatMap((bridge, edge) => (bridge ? [edge] : [])));
    const drawing = drawSlice(slice, { interactive: true, dual });
    expect(new Set(numbersIn(paths(drawing, 'boundary'), 'boundary'))).toEqual(new Set(lit));
    expect(numbersIn(paths(drawing, 'region'), 'vertex').filter((v) => v >= 0)).toEqual([...dual.vertexOfPart]);
  });

  test('without biases the polygon does as well', () => {
    const polygon = decisionPolygon(floats, tied);
    const plain = sliceOf(tied);
    const { vertexOfPart, edgeOfEdge } = sliceDual(plain, polygon);
    const winners = Array.from(vertexOfPart, (vertex) => polygon.classes[vertex]);
    expect(winners).toEqual(Array.from(plain.parts.class, (winner) => (winner < 0 ? [0, 1] : [winner])));
    expect(Array.from(edgeOfEdge).filter((edge) => edge >= 0 && polygon.edges[edge]!.bridge)).toHaveLength(1);
  });
});

describe('a tropical curve without labels', () => {
  const draw = (text: string) => {
    const subdivision = dualSubdivision(floats, readPolynomial(floats, text));
    return [drawSubdivision(subdivision), drawHypersurface(hypersurface(floats, subdivision), subdivision)] as const;
  };

  test('has pieces, vertices, and weights other than 1', () => {
    const [, conic] = draw('max(1+2x, 1+2y, 2+x+y, 2+x, 2+y, 2)');
    expect(conic.description).toBe('3 vertices, 2 segments, 6 rays.');
    expect(paths(conic, 'curve')).toHaveLength(8);
    const [, flat] = draw('max(2x, 2y, x+y, x, y, 0)');
    expect(flat.body.match(/>2<\/text>/g)).toHaveLength(3);
  });

  test('may be parallel lines, or nothing', () => {
    const [cut, lines] = draw('max(2x, x+1, 0)');
    expect(cut.description).toBe('0 cells, 2 edges, 3 vertices.');
    expect(lines.description).toBe('0 vertices, 0 segments, 0 rays, 2 lines.');
    expect(paths(lines, 'curve')).toHaveLength(2);
    expect(draw('max(1)')[1].body).not.toMatch(/NaN|Infinity/);
  });
});

test('the same geometry gives the same text, without styles of its own', () => {
  const draw = () => drawSubdivision(decisionSubdivision(floats, biased));
  expect(svgDocument(draw(), { theme: 'dark' })).toBe(svgDocument(draw(), { theme: 'dark' }));
  expect(svgOf(drawPolygon(decisionPolygon(floats, tied)))).not.toMatch(/<style|style=/);
});
