import type { Graph } from '../graph/graph';
import { encodeModel, outputNames } from '../onnx/model';
import { OnnxSession } from '../run/onnx';
import type { Tensor } from '../tensor';

/** Runs a graph as it is; gives its outputs by their names in the graph. */
export async function runGraph(graph: Graph, inputs: Record<string, Tensor>): Promise<Record<string, Tensor>> {
  const session = await OnnxSession.load(encodeModel(graph), { optimise: false });
  try {
    const known = new Set(session.inputs);
    const results = await session.run(Object.fromEntries(Object.entries(inputs).filter(([name]) => known.has(name))));
    const names = outputNames(graph);
    return Object.fromEntries(graph.outputs.map(([name], i) => [name, results[names[i]!]!]));
  } finally {
    await session.dispose();
  }
}
