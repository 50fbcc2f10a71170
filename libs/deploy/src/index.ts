export { describeOnnx, type InitializerSummary, type OnnxDescription } from './describe';
export { exportOnnx, FILE_METADATA, type ExportOptions } from './export';
export { measureLatencies, measureLatency, type Latency, type LatencyOptions } from './latency';
export { modelCard, type CardMetric, type CardVerification, type ModelCardOptions } from './model-card';
export { verifyFiles, type VerifyFilesOptions } from './verify/files';
export type { Reference } from './verify/parity';
export type { Check, CheckName, VerifyReport, ZeroCount } from './verify/report';
export { verifyOnnx, type VerifyOptions } from './verify/verify';
