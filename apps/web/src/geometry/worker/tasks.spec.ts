import { tasks } from './tasks';

/**
 * A = [[1, 0], [0, 1], [-1, -1]], B = [[1, 0, 2], [0, 1, 1]]: a polygon of five vertices and two bridges, whose rays of the decision
 * boundary are (1, 1) and (-2, 1); no biases, so that every cell is unbounded.
 */
const network = {
  layers: [
    {
      weights: [
        [1, 0],
        [0, 1],
        [-1, -1],
      ],
    },
    {
      weights: [
        [1, 0, 2],
        [0, 1, 1],
      ],
    },
  ],
};
const deep = {
  layers: [
    network.layers[0]!,
    {
      weights: [
        [1, 0, 0],
        [0, 1, 0],
      ],
    },
    {
      weights: [
        [1, 0],
        [0, 1],
      ],
    },
  ],
};
const question = { network, kind: 'outline', mode: 'paper', half: 4, width: 400 } as const;

test('a polygon is drawn beside the slice that it is dual to', () => {
  const { dual, slice } = tasks.pictures(question);
  expect(dual!.vertices).toHaveLength(5);
  expect(dual!.edges.filter(({ bridge }) => bridge)).toHaveLength(2);
  expect([dual!.seenVertices, dual!.seenEdges].map(({ length }) => length)).toEqual([5, 5]);
  expect(slice).toMatchObject({ activation: 6, betti: [1, 0] });
  for (const { svg } of [dual!, slice]) expect(svg).not.toMatch(/style/);
  // Every bridge has its piece of the boundary.
  dual!.edges.forEach(({ bridge }, edge) => {
    expect(slice.svg.includes(`data-boundary="${edge}"`)).toBe(bridge);
  });
});

test('with biases a bounded cell is dual to no vertex of the outline, but to one of the subdivision', () => {
  // All units are off in a triangle around the origin.
  const [hidden, output] = network.layers;
  const bent = {
    layers: [
      { ...hidden!, bias: [-0.5, -0.5, -0.5] },
      { ...output!, bias: [0.25, 0] },
    ],
  };
  const outline = tasks.pictures({ ...question, network: bent });
  const exact = tasks.pictures({ ...question, network: bent, kind: 'exact' });
  expect(outline.dual!.vertices).toHaveLength(5);
  expect(exact.dual!.vertices.length).toBeGreaterThan(5);
  expect(outline.slice.svg).toContain('data-vertex="-1"');
  expect(exact.slice.svg).not.toContain('data-vertex="-1"');
  expect(exact.dual!.seenVertices).toEqual(exact.dual!.vertices.map((_, v) => v));
});

test('deeper networks have slices alone', () => {
  expect(tasks.pictures({ ...question, network: deep }).dual).toBeNull();
  expect(tasks.outline({ network: deep, mode: 'paper' })).toBeNull();
  expect(tasks.solids({ network: deep, mode: 'paper' })).toEqual([]);
  expect(tasks.distances({ mode: 'paper', seeds: [{ dense: deep, networks: [] }] })).toBeNull();
});

test('too many units have an outline, but no exact subdivision', () => {
  const wide = {
    layers: [
      { weights: Array.from({ length: 101 }, (_, j) => [Math.cos(j), Math.sin(j)]) },
      { weights: [0, 1].map((i) => Array.from({ length: 101 }, (_, j) => ((7 * j + 3 * i) % 5) - 2)) },
    ],
  };
  expect(tasks.pictures({ ...question, network: wide, kind: 'exact' }).dual).toBeNull();
  expect(tasks.pictures({ ...question, network: wide }).dual!.seenVertices).toEqual([]);
});

test('a network keeps everything of itself, and the null band is of dense networks of different seeds', () => {
  const turned = { layers: [{ weights: network.layers[0]!.weights.map(([x, y]) => [-y!, x!]) }, network.layers[1]!] };
  const seeds = [network, turned].map((dense, seed) => ({ dense, networks: [{ key: `s${seed}`, network: dense }] }));
  const found = tasks.distances({ mode: 'paper', seeds })!;
  for (const { orientation, hausdorff, rays, bridges } of found.networks) {
    expect([orientation, hausdorff, rays].map((value) => Number(value.toFixed(9)))).toEqual([0, 0, 0]);
    expect(bridges).toBe(2);
  }
  expect(found.band!.orientation).toMatchObject({ n: 1 });
  expect(found.band!.orientation.median).toBeGreaterThan(0.1);
  expect(tasks.distances({ mode: 'paper', seeds: seeds.slice(1) })!.band).toBeNull();
});

test('regions cover the square, one path a class, and the boundary parts them', () => {
  const { classes, boundary } = tasks.regions({ network, half: 4 });
  expect(classes.map((each) => each.class).sort()).toEqual([0, 1]);
  expect(boundary.match(/M/g)!.length).toBeGreaterThanOrEqual(2);
  expect(boundary).toContain('4 4');
  expect(tasks.solids({ network, mode: 'paper' })).toHaveLength(2);
});
