import {
  denseNetwork,
  drawSlice,
  sliceNetworkNow,
  svgDocument,
  svgOf,
  type DecisionMode,
  type DenseLayers,
} from '@tombola/geometry';
import { dualOf, type DualEdge, type DualKind, type DualVertex } from './dual';
import { oneHiddenLayer } from './network';

export interface PicturesQuestion {
  readonly network: DenseLayers;
  readonly kind: DualKind;
  readonly mode: DecisionMode;
  /** The slice is the square of inputs from -half to half. */
  readonly half: number;
  /** Of both pictures, in CSS pixels. */
  readonly width: number;
}

/** A picture for the page, whose parts have `data-` names, and as a document of its own. */
interface Picture {
  readonly svg: string;
  readonly document: string;
}

/** The decision polygon, or subdivision, of a network beside its exact slice. */
export interface Pictures {
  readonly slice: Picture & {
    readonly activation: number;
    readonly maps: number;
    /** Pieces and loops of the decision boundary. */
    readonly betti: readonly [number, number];
  };
  /** Null for a network with several hidden layers, or too many units for what was asked. */
  readonly dual:
    | (Picture & {
        readonly vertices: readonly DualVertex[];
        readonly edges: readonly DualEdge[];
        /** Which of them have something in the slice: what lies outside its square has not. */
        readonly seenVertices: readonly number[];
        readonly seenEdges: readonly number[];
      })
    | null;
}

export function pictures({ network, kind, mode, half, width }: PicturesQuestion): Pictures {
  const slice = sliceNetworkNow(denseNetwork(network), { box: [-half, -half, half, half] });
  const two = oneHiddenLayer(network);
  const dual = two && dualOf(two, slice, kind, mode);
  const drawn = drawSlice(slice, {
    width,
    title: 'Exact slice',
    interactive: true,
    ...(dual && { dual: dual.ofSlice }),
  });
  const polygon = dual?.draw(width);
  return {
    slice: {
      svg: svgOf(drawn, 'slice'),
      document: svgDocument(drawn, { theme: 'light' }),
      activation: slice.counts.activation,
      maps: slice.counts.maps,
      betti: slice.boundary.betti,
    },
    dual:
      dual === undefined || polygon === undefined
        ? null
        : {
            svg: svgOf(polygon, 'dual'),
            document: svgDocument(polygon, { theme: 'light' }),
            vertices: dual.vertices,
            edges: dual.edges,
            seenVertices: present(dual.ofSlice.vertexOfPart),
            seenEdges: present(dual.ofSlice.edgeOfEdge),
          },
  };
}

function present(indices: Int32Array): number[] {
  return [...new Set(indices)].filter((index) => index >= 0).sort((a, b) => a - b);
}
