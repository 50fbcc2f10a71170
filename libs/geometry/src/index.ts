export { drawSlice, type SliceDrawingOptions } from './drawing/slice';
export { svgDocument, svgOf, type Drawing } from './drawing/drawing';
export { geometryStyleSheet, type Theme } from './drawing/theme';
export { denseNetwork, readDenseLayers, type DenseLayer } from './slice/dense-network';
export { exactSlice, type ExactCell } from './slice/exact/exact-slice';
export { sliceLine, type LineSlice } from './slice/line/slice-line';
export type { NetworkNode, Padding, Pair, PiecewiseLinearNetwork, Values } from './slice/network';
export { inputPlane, type Box, type Plane } from './slice/plane';
export { affineMaps } from './slice/result/affine-maps';
export { type Boundary } from './slice/result/boundary';
export {
  boxLine,
  decisionLine,
  tie,
  type Edges,
  type Parts,
  type Polygons,
  type Slice,
  type StageUnits,
} from './slice/result/complex';
export { type Counts } from './slice/result/counts';
export { sliceNetwork, sliceNetworkNow, type SliceOptions, type Watching } from './slice/slice';
