export { drawHypersurface, type HypersurfaceDrawingOptions } from './drawing/hypersurface';
export { type DrawingOptions } from './drawing/layout';
export { drawPolygon, type PolygonDrawingOptions } from './drawing/polygon';
export { drawPolygonDistance, type PolygonDistanceDrawingOptions } from './drawing/polygon-distance';
export { drawSlice, type SliceDrawingOptions } from './drawing/slice';
export { sliceDual, type DualOf, type SliceDual } from './drawing/slice-dual';
export { drawSubdivision, type DrawnSubdivision, type SubdivisionDrawingOptions } from './drawing/subdivision';
export { svgDocument, svgOf, type Drawing } from './drawing/drawing';
export { geometryStyleSheet, type Theme } from './drawing/theme';
export { denseNetwork, readDenseLayers } from './slice/dense-network';
export { exactSlice, type ExactCell } from './slice/exact/exact-slice';
export { sliceLine, type LineSlice } from './slice/line/slice-line';
export type { NetworkNode, Padding, Pair, PiecewiseLinearNetwork, Values } from './slice/network';
export { boxAround, inputPlane, type Box, type Plane } from './slice/plane';
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
export { floats } from './numbers/floats';
export { integers } from './numbers/integers';
export { type Numbers } from './numbers/numbers';
export { fraction, rational, showRational, toFloat, type Rational } from './numbers/rational';
export { rationals } from './numbers/rationals';
export { type Point, type Point3, type Ring } from './numbers/ring';
export { type Vector } from './numbers/vector';
export {
  evaluate,
  monomial,
  restrict,
  tropicalPolynomial,
  tropicalPower,
  tropicalProduct,
  tropicalSum,
  type Monomial,
  type TropicalPolynomial,
} from './tropical/polynomial';
export {
  evaluateRational,
  rationalPower,
  rationalProduct,
  rationalQuotient,
  rationalSum,
  tropicalRational,
  type TropicalRational,
} from './tropical/rational-function';
export { readPolynomial, readRational, showPolynomial, showRationalFunction, variableNames } from './tropical/text';
export { essential } from './tropical/essential';
export { liftedNewtonPolytope, newtonPolygon, newtonPolytope } from './tropical/newton-polytope';
export { dualSubdivision } from './tropical/dual-subdivision';
export {
  regularSubdivision,
  type RegularSubdivision,
  type Subdivision,
  type SubdivisionEdge,
} from './tropical/regular-subdivision';
export {
  hypersurface,
  type CurveLine,
  type CurvePiece,
  type CurveRay,
  type CurveSegment,
  type TropicalCurve,
} from './tropical/hypersurface';
export {
  area,
  centroid,
  contains,
  dilate,
  edgeVectors,
  meanWidth,
  outerNormals,
  parallelArea,
  perimeter,
  toFloats,
  translate,
  type Polygon,
} from './polytope/polygon';
export { hull2d, type Hull2d } from './polytope/hull2d';
export { generatorsAt, zonogon, type Zonogon } from './polytope/zonogon';
export { type Directions } from './polytope/directions';
export { minkowskiSum2d, mixedArea } from './polytope/minkowski2d';
export { normalFan2d, type NormalFan2d } from './polytope/normal-fan2d';
export { faceNormals, fVector, volume, type Polyhedron } from './polytope/polyhedron';
export { hull3d, type Hull3d } from './polytope/hull3d';
export { zonotope3d, type Zonotope3d } from './polytope/zonotope3d';
export { normalFan3d, type NormalFan3d } from './polytope/normal-fan3d';
export { mixedVolume } from './polytope/mixed-volume';
export { zonotopeVertices, type ZonotopeVertex } from './polytope/zonotope-vertices';
export { sampleZonotopeVertices, type PartialVertices } from './polytope/zonotope-sampling';
export { zonotopeContent, zonotopeVolume } from './polytope/zonotope-volume';
export { extremePoints } from './polytope/extreme-points';
export { minkowskiSum } from './polytope/minkowski';
export { support, zonotopeSupport } from './polytope/support';
export { type Layer, type TwoLayers } from './network/two-layers';
export { twoLayersOf } from './network/two-layers-of';
export { type DecisionMode } from './network/class-functions';
export { decisionPolygon, decisionRays, type DecisionEdge, type DecisionPolygon } from './network/decision-polygon';
export { decisionSubdivision, type DecisionSubdivision } from './network/decision-subdivision';
export { decisionPolyhedron, type DecisionPolyhedron } from './network/decision-polyhedron';
export { liftedZonotopes } from './network/lifted-zonotopes';
export { decisionBoundary, type DecisionBoundary, type LabelledSubdivision } from './network/labelled-subdivision';
export { betweenClasses } from './network/class-pair';
export { type DenseLayers } from './network/dense-layers';
export { deepDecisionSubdivision, tropicalNetwork, type TropicalNetworkOptions } from './network/tropical-network';
export { inRegion, localDecision, type HalfSpace, type LocalDecision } from './network/local-decision';
export { localPlaneDecision } from './network/local-plane-decision';
export { onPlane, planeOfAxes, planeThroughSamples, principalPlane, projectOn } from './network/input-plane';
export { decisionDistances, type DecisionDistances } from './distance/decision-distances';
export { hausdorff2d, type Hausdorff2d } from './distance/hausdorff2d';
export { hausdorffPair, type HausdorffPair } from './distance/hausdorff-pair';
export { hausdorff, type Norm } from './distance/hausdorff';
export { sampledHausdorff, zonotopeHausdorffBound, type SupportFunction } from './distance/zonotope-bounds';
export { circularVariation, circularWasserstein, normalMeasure, type CircularMeasure } from './distance/normal-measure';
export { intersectionArea, symmetricDifference } from './distance/symmetric-difference';
export { angleBetween, matchRays, type RayMatching } from './distance/ray-matching';
export { normalise, type Normalisation } from './distance/normalise';
export { nullBand, nullDistances, nullShare, type NullBand } from './distance/null-distribution';
export {
  centralRegions,
  hyperplaneRegions,
  maxoutRegions,
  minkowskiVertices,
  zonotopeFacets,
} from './bounds/arrangements';
export { montufarLower, montufarUpper, serraUpper, sufficientHiddenLayers, zhangUpper } from './bounds/deep-networks';
export { expectedMaskedUpper, expectedSparseRegions, maskedUpper, type LayerMask } from './bounds/sparse-networks';
export { expectedLinePieces, haninRolnickOrder } from './bounds/random-networks';
export { generatorsOf, hiddenUnits, isGone, type HiddenUnit } from './pruning/hidden-unit';
export { surrogate, type Penalty } from './pruning/surrogate';
export { shrinkUnit, type ShrinkOptions } from './pruning/shrink-unit';
export { crossing, exitOfUnit, goneAt } from './pruning/exit';
export { kMeans, type Clusters } from './pruning/k-means';
export { pathKMeans, type BiasedUnit } from './pruning/path-k-means';
export { zonotopeKMeans, type FewerUnits, type ZonotopeUnit } from './pruning/zonotope-k-means';
export { layersOfRecord, type StoredArray, type WeightsRecord } from './lottery/weights-record';
export {
  LOTTERY_BOX,
  lotteryMeasures,
  networkMeasures,
  polygonOfRecord,
  type LotteryMeasures,
  type LotteryOptions,
  type NetworkMeasures,
} from './lottery/measures';
export {
  denseNull,
  polygonDistances,
  type DenseNull,
  type DenseNullOptions,
  type PolygonDistances,
} from './lottery/dense-null';
export { tropicalAttack, type TropicalAttack, type TropicalAttackOptions } from './attack/tropical-attack';
export { drawLotteryGrid, type LotteryGridOptions, type LotteryRow } from './lottery/grid';
