export { compile, type CompiledProgram } from './compile';
export { eager } from './eager';
export { bindInputs } from './graph/bind-inputs';
export { cleanUp } from './graph/cleanup';
export { sortedNodes, type Graph } from './graph/graph';
export { decodeModel, encodeModel, OPSET, type ModelInfo, type ModelSummary } from './onnx/model';
export type { Program } from './program';
export {
  flatten,
  isTensor,
  mapLeaves,
  type Feeds,
  type Nested,
  type Results,
  type Signature,
  type Symbols,
} from './record';
export { OnnxSession } from './run/onnx';
export type { Provider, RunOptions } from './run/options';
export { whyUnusable } from './run/usable';
export { compileScan, type ScanProgram, type ScanSignature } from './scan';
export {
  bool,
  describeSpec,
  float32,
  int32,
  scalar,
  sizeOf,
  tensor,
  uint8,
  zeros,
  type DType,
  type Extent,
  type Tensor,
  type TensorSpec,
} from './tensor';
export { tf } from './tensorflow';
export { TraceError } from './trace/errors';
export { trace, type ProgramFunction } from './trace/trace';
