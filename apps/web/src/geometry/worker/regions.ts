import { denseNetwork, sliceNetworkNow, type DenseLayers } from '@tombola/geometry';

/** Where a network decides what, as path data in the coordinates of its inputs, y upwards. */
export interface Regions {
  readonly classes: readonly { readonly class: number; readonly path: string }[];
  /** The decision boundary. */
  readonly boundary: string;
}

/** Of the square from -half to half. A tie is class -1. */
export function regions({ network, half }: { readonly network: DenseLayers; readonly half: number }): Regions {
  const { parts, vertices, edges, boundary } = sliceNetworkNow(denseNetwork(network), {
    box: [-half, -half, half, half],
    patterns: false,
  });
  const at = (vertex: number) => `${short(vertices[2 * vertex]!)} ${short(vertices[2 * vertex + 1]!)}`;
  const paths = new Map<number, string>();
  parts.class.forEach((winner, part) => {
    const corners = parts.vertices.subarray(parts.start[part], parts.start[part + 1]);
    paths.set(winner, `${paths.get(winner) ?? ''}M${[...corners].map(at).join('L')}Z`);
  });
  return {
    classes: [...paths].map(([winner, path]) => ({ class: winner, path })),
    boundary: [...boundary.edges]
      .map((edge) => `M${at(edges.vertices[2 * edge]!)}L${at(edges.vertices[2 * edge + 1]!)}`)
      .join(''),
  };
}

const short = (value: number) => Number(value.toPrecision(6));
