import { sortedNodes, type Graph, type Value } from './graph';

/** How many nodes and outputs of a graph use each value. */
export function countUsers(graph: Graph): ReadonlyMap<Value, number> {
  const users = new Map<Value, number>();
  const count = (value: Value) => users.set(value, (users.get(value) ?? 0) + 1);
  for (const { inputs } of sortedNodes(graph)) inputs.forEach((input) => input !== undefined && count(input));
  for (const [, value] of graph.outputs) count(value);
  return users;
}
