import type { MessageTable } from './protobuf';

/** The messages of onnx.proto (IR version 8) that Tombola writes and reads. */
export const ModelProto: MessageTable = () => ({
  irVersion: { number: 1, type: 'int' },
  producerName: { number: 2, type: 'string' },
  producerVersion: { number: 3, type: 'string' },
  modelVersion: { number: 5, type: 'int' },
  docString: { number: 6, type: 'string' },
  graph: { number: 7, type: GraphProto },
  opsetImport: { number: 8, type: OperatorSetIdProto, repeated: true },
  metadataProps: { number: 14, type: StringStringEntryProto, repeated: true },
});

const OperatorSetIdProto: MessageTable = () => ({
  domain: { number: 1, type: 'string' },
  version: { number: 2, type: 'int' },
});

const StringStringEntryProto: MessageTable = () => ({
  key: { number: 1, type: 'string' },
  value: { number: 2, type: 'string' },
});

export const GraphProto: MessageTable = () => ({
  node: { number: 1, type: NodeProto, repeated: true },
  name: { number: 2, type: 'string' },
  initializer: { number: 5, type: TensorProto, repeated: true },
  docString: { number: 10, type: 'string' },
  input: { number: 11, type: ValueInfoProto, repeated: true },
  output: { number: 12, type: ValueInfoProto, repeated: true },
});

const NodeProto: MessageTable = () => ({
  input: { number: 1, type: 'string', repeated: true },
  output: { number: 2, type: 'string', repeated: true },
  name: { number: 3, type: 'string' },
  opType: { number: 4, type: 'string' },
  attribute: { number: 5, type: AttributeProto, repeated: true },
  domain: { number: 7, type: 'string' },
});

const AttributeProto: MessageTable = () => ({
  name: { number: 1, type: 'string' },
  f: { number: 2, type: 'float' },
  i: { number: 3, type: 'int' },
  s: { number: 4, type: 'bytes' },
  t: { number: 5, type: TensorProto },
  g: { number: 6, type: GraphProto },
  floats: { number: 7, type: 'float', repeated: true },
  ints: { number: 8, type: 'int', repeated: true },
  type: { number: 20, type: 'int' },
});

const TensorProto: MessageTable = () => ({
  dims: { number: 1, type: 'int', repeated: true },
  dataType: { number: 2, type: 'int' },
  floatData: { number: 4, type: 'float', repeated: true, packed: true },
  name: { number: 8, type: 'string' },
  rawData: { number: 9, type: 'bytes' },
});

const ValueInfoProto: MessageTable = () => ({
  name: { number: 1, type: 'string' },
  type: { number: 2, type: TypeProto },
});

const TypeProto: MessageTable = () => ({ tensorType: { number: 1, type: TensorTypeProto } });

const TensorTypeProto: MessageTable = () => ({
  elemType: { number: 1, type: 'int' },
  shape: { number: 2, type: TensorShapeProto },
});

const TensorShapeProto: MessageTable = () => ({ dim: { number: 1, type: DimensionProto, repeated: true } });

const DimensionProto: MessageTable = () => ({
  dimValue: { number: 1, type: 'int' },
  dimParam: { number: 2, type: 'string' },
});
