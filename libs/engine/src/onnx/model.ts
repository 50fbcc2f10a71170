import { InputError } from '@tombola/shared';
import {
  sortedNodes,
  type AttributeValue,
  type ConstantData,
  type Domain,
  type ElementType,
  type Graph,
  type Value,
} from '../graph/graph';
import type { Extent } from '../tensor';
import { decodeMessage, encodeMessage, type Message } from './protobuf';
import { ModelProto } from './schema';

/** The operator set that traced graphs use; the first that every target of 2022 and later reads. */
export const OPSET = 17;
const IR_VERSION = 8;

const elementCode: Record<ElementType, number> = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9 };
const FLOAT = 1;
const INT = 2;
const STRING = 3;
const GRAPH = 5;
const FLOATS = 6;
const INTS = 7;

export interface ModelInfo {
  /** The graph's name in the file. */
  readonly name?: string;
  readonly doc?: string;
  /** Provenance; written as metadata_props in the order of the keys. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** An ONNX file of a graph. Names: inputs and outputs as in the graph, constants and nodes in order of use. */
export function encodeModel(graph: Graph, { name = 'tombola', doc, metadata = {} }: ModelInfo = {}): Uint8Array {
  const domains = [...domainsOf(graph)].filter((domain) => domain !== '').sort();
  return encodeMessage(
    {
      irVersion: IR_VERSION,
      producerName: 'tombola',
      producerVersion: '0.1.0',
      modelVersion: 1,
      docString: doc,
      graph: graphProto(graph, name),
      opsetImport: [{ domain: '', version: OPSET }, ...domains.map((domain) => ({ domain, version: 1 }))],
      metadataProps: Object.keys(metadata)
        .sort()
        .map((key) => ({ key, value: metadata[key] })),
    },
    ModelProto,
  );
}

/** The domains of all nodes, those of subgraphs included. */
function domainsOf(graph: Graph): Set<Domain> {
  const domains = new Set<Domain>();
  for (const { domain, attributes } of sortedNodes(graph)) {
    domains.add(domain);
    for (const value of Object.values(attributes)) {
      if (isGraph(value)) domainsOf(value).forEach((inner) => domains.add(inner));
    }
  }
  return domains;
}

/**
 * @param around names of the values of the graph around this one, which it may use; its own names then get the prefix
 * `NAME.`, since ONNX forbids a body to name a value like one around it.
 */
function graphProto(graph: Graph, name: string, around?: ReadonlyMap<Value, string>): Message {
  const nodes = sortedNodes(graph);
  const names = nameValues(graph, around, around === undefined ? '' : `${name}.`);
  const nameOf = (value: Value | undefined) => (value === undefined ? '' : (names.get(value) ?? around!.get(value)!));
  const constants = [...names.keys()].filter((value) => value.source.kind === 'constant');
  const fileNames = outputNames(graph);
  const outputs = graph.outputs.map(([, value], i) => ({ outputName: fileNames[i]!, value, name: nameOf(value) }));
  // An output that is an input, a constant or another output needs a node that gives it its name.
  const renamed = outputs.filter(({ outputName, name: inner }) => outputName !== inner);
  const scope = new Map([...(around ?? []), ...names]);
  return {
    node: [
      ...nodes.map((node, i) => ({
        input: node.inputs.map(nameOf),
        output: node.outputs.map(nameOf),
        name: `${node.op}_${i}`,
        opType: node.op,
        attribute: Object.entries(node.attributes).map(([key, value]) => attributeProto(key, value, scope)),
        domain: node.domain,
      })),
      ...renamed.map(({ outputName, name: inner }) => ({
        input: [inner],
        output: [outputName],
        name: `output_${outputName}`,
        opType: 'Identity',
      })),
    ],
    name,
    initializer: constants.map((value) => tensorProto(nameOf(value), value)),
    input: graph.inputs.map((value) => valueInfo(nameOf(value), value)),
    output: outputs.map(({ outputName, value }) => valueInfo(outputName, value)),
  };
}

/** The names of a graph's outputs in its file: their own, or `NAME.next` where an input already has the name. */
export function outputNames(graph: Graph): string[] {
  const inputs = graph.inputs.map(({ source }) => (source.kind === 'input' ? source.name : ''));
  const taken = new Set([...inputs, ...graph.outputs.map(([name]) => name)]);
  return graph.outputs.map(([name]) => {
    if (!inputs.includes(name)) return name;
    let next = name;
    do next = `${next}.next`;
    while (taken.has(next));
    taken.add(next);
    return next;
  });
}

function nameValues(graph: Graph, around: ReadonlyMap<Value, string> | undefined, prefix: string): Map<Value, string> {
  const names = new Map<Value, string>();
  const fileNames = outputNames(graph);
  const taken = new Set(fileNames);
  for (const input of graph.inputs) {
    if (input.source.kind === 'input') names.set(input, input.source.name);
    taken.add(names.get(input)!);
  }
  graph.outputs.forEach(([, value], i) => {
    if (value.source.kind === 'node' && !names.has(value)) names.set(value, fileNames[i]!);
  });
  let count = 0;
  const free = (wanted: string | undefined, kind: string) => {
    if (wanted !== undefined && wanted !== '' && !taken.has(wanted)) {
      taken.add(wanted);
      return wanted;
    }
    let name;
    do name = `${prefix}${kind}_${count++}`;
    while (taken.has(name));
    return name;
  };
  const visit = (value: Value) => {
    if (names.has(value) || around?.has(value) === true) return;
    const { source } = value;
    names.set(
      value,
      free(source.kind === 'constant' ? source.name : undefined, source.kind === 'constant' ? 'c' : 'v'),
    );
  };
  for (const node of sortedNodes(graph)) {
    for (const input of node.inputs) if (input !== undefined) visit(input);
    node.outputs.forEach(visit);
  }
  for (const [, value] of graph.outputs) visit(value);
  return names;
}

function isGraph(value: AttributeValue): value is Graph {
  return typeof value === 'object' && 'outputs' in value;
}

function attributeProto(name: string, value: AttributeValue, scope: ReadonlyMap<Value, string>): Message {
  if (typeof value === 'number') return { name, i: value, type: INT };
  if (typeof value === 'string') return { name, s: new TextEncoder().encode(value), type: STRING };
  if (isGraph(value)) return { name, g: graphProto(value, name, scope), type: GRAPH };
  if ('float' in value) return { name, f: value.float, type: FLOAT };
  return value.every(Number.isInteger) ? { name, ints: value, type: INTS } : { name, floats: value, type: FLOATS };
}

function tensorProto(name: string, value: Value): Message {
  const { data } = value.source as { data: ConstantData };
  return {
    dims: value.shape,
    dataType: elementCode[value.dtype],
    name,
    rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  };
}

function valueInfo(name: string, { dtype, shape }: Value): Message {
  const dim = shape.map((extent) => (typeof extent === 'number' ? { dimValue: extent } : { dimParam: extent }));
  return { name, type: { tensorType: { elemType: elementCode[dtype], shape: { dim } } } };
}

/** What an ONNX file says of itself, read without running it. */
export interface ModelSummary {
  readonly producer: string;
  readonly opset: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly inputs: readonly { name: string; shape: readonly Extent[] }[];
  readonly outputs: readonly { name: string; shape: readonly Extent[] }[];
  readonly ops: readonly string[];
  /** Float initializers by name. */
  readonly initializers: Readonly<Record<string, { shape: readonly number[]; data: Float32Array }>>;
}

/**
 * Reads an ONNX file.
 *
 * @throws {InputError} when it is no ONNX model.
 */
export function decodeModel(bytes: Uint8Array, source = 'the ONNX file'): ModelSummary {
  const fail = () =>
    new InputError({
      what: `${source} is not an ONNX model`,
      value: `${bytes.length} bytes`,
      expected: 'a ModelProto',
    });
  try {
    // The slices of a Node Buffer are views of memory that it shares; those of a plain array are copies.
    const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return summarise(decodeMessage(plain, ModelProto));
  } catch {
    throw fail();
  }
}

function summarise(model: Message): ModelSummary {
  const graph = model.graph as Message;
  const opsets = model.opsetImport as readonly { domain?: string; version?: number }[];
  const opset = opsets.find(({ domain = '' }) => domain === '')?.version;
  if (model.irVersion === undefined || opset === undefined) throw new Error('not a model');
  return {
    producer: ([model.producerName, model.producerVersion] as (string | undefined)[])
      .filter((part) => part !== undefined)
      .join(' '),
    opset,
    metadata: Object.fromEntries(
      (model.metadataProps as readonly { key: string; value: string }[]).map(({ key, value }) => [key, value ?? '']),
    ),
    inputs: (graph.input as readonly Message[]).map(readValueInfo),
    outputs: (graph.output as readonly Message[]).map(readValueInfo),
    ops: (graph.node as readonly Message[]).map((node) => node.opType as string),
    initializers: Object.fromEntries(
      (graph.initializer as readonly Message[])
        .filter(({ dataType }) => dataType === elementCode.float32)
        .map(({ name, dims, rawData, floatData }) => [
          name as string,
          {
            shape: dims as number[],
            data: Float32Array.from(
              rawData === undefined
                ? (floatData as number[])
                : new Float32Array((rawData as Uint8Array).slice().buffer),
            ),
          },
        ]),
    ),
  };
}

function readValueInfo(info: Message): { name: string; shape: readonly Extent[] } {
  // A file need not say the shape of an output.
  const shape = ((info.type as Message).tensorType as Message).shape as Message | undefined;
  const dims = (shape?.dim ?? []) as readonly { dimValue?: number; dimParam?: string }[];
  return { name: info.name as string, shape: dims.map(({ dimValue, dimParam }) => dimParam ?? dimValue ?? 0) };
}
