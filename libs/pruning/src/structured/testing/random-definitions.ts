import { networkStructure, structureOf, type DataShape } from '@tombola/nn';
import { networkSchema, type NodeDefinitionInput } from '@tombola/shared';
import fc from 'fast-check';

export const randomData: DataShape = { inputShape: [4, 7, 6], classes: 3 };

type Image = readonly [channels: number, height: number, width: number];
interface Made {
  readonly name: string;
  readonly shape: Image | readonly [number];
}
type Named = NodeDefinitionInput & { readonly name: string };

const step = fc.record({
  op: fc.constantFrom(
    ...(['conv', 'conv', 'depthwise', 'grouped', 'batch-norm', 'batch-norm', 'relu', 'max-pool'] as const),
    ...(['average-pool', 'add', 'add', 'concat', 'dropout', 'flatten', 'global-average-pool', 'dense'] as const),
  ),
  /** What it reads: counted from the latest node. */
  from: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, { arbitrary: fc.nat(6), weight: 1 }),
  channels: fc.constantFrom(2, 3, 4, 6),
  padding: fc.constantFrom('same' as const, 'valid' as const, 1, [0, 1, 2, 0] as [number, number, number, number]),
  kernel: fc.constantFrom(1, 2, 3),
  stride: fc.constantFrom(1, 1, 2),
  bias: fc.boolean(),
});
type Step = ReturnType<typeof step.generate>['value'];

/** Small networks of all ops, with branches, sums and concats; whatever nobody reads is joined before the logits. */
export const randomNetworks = fc.array(step, { minLength: 4, maxLength: 14 }).map((steps) => {
  const choice = networkSchema.parse({ name: 'custom', definition: { name: 'random', nodes: build(steps) } });
  return { choice, network: networkStructure(choice, randomData) };
});

function build(steps: readonly Step[]): NodeDefinitionInput[] {
  const nodes: Named[] = [];
  const made: Made[] = [{ name: 'images', shape: randomData.inputShape }];
  steps.forEach((each, i) => {
    const from = made[Math.max(0, made.length - 1 - each.from)]!;
    for (const node of follow(each, `n${i}`, from, made)) {
      nodes.push(node);
      made.push({ name: node.name, shape: shapeOf(node, made) });
    }
  });
  const read = new Set(nodes.flatMap(({ inputs = [] }) => inputs));
  const ends = made.slice(1).filter(({ name }) => !read.has(name));
  const flat = ends.map(({ name, shape }, i): [string, Named[]] => {
    if (shape.length === 1) return [name, []];
    return [`end${i}`, [{ op: i % 2 === 0 ? 'flatten' : 'global-average-pool', name: `end${i}`, inputs: [name] }]];
  });
  const names = flat.map(([name]) => name);
  const joined: Named[] = names.length > 1 ? [{ op: 'concat', name: 'joined', inputs: names }] : [];
  const last = names.length > 1 ? 'joined' : names[0]!;
  return [...nodes, ...flat.flatMap(([, ends]) => ends), ...joined, { op: 'dense', units: 'classes', inputs: [last] }];
}

/** The nodes of a step; a ReLU where its op does not fit what it reads. */
function follow(
  { op, channels, kernel, padding, stride, bias }: Step,
  name: string,
  from: Made,
  made: readonly Made[],
): Named[] {
  const { shape } = from;
  const place = { name, inputs: [from.name] };
  const relu: Named[] = [{ op: 'relu', ...place }];
  const peers = made.filter((other) => other !== from && other.name !== 'images');
  const window = { kernel, padding, stride, bias };
  switch (op) {
    case 'dense':
      return shape.length === 1 ? [{ op, ...place, units: channels, bias }] : relu;
    case 'batch-norm':
      return [{ op, ...place }];
    case 'dropout':
      return [{ op, ...place, rate: 0.5 }];
    case 'relu':
      return relu;
    case 'add': {
      const same = peers.filter((other) => other.shape.join() === shape.join());
      return same.length > 0 ? [{ op, name, inputs: [from.name, ...same.slice(-2).map((other) => other.name)] }] : relu;
    }
    case 'concat': {
      const around = (each: Made) => `${each.shape.length} ${each.shape.slice(1).join()}`;
      const beside = peers.filter((other) => around(other) === around(from));
      return [{ op, name, inputs: [from.name, (beside.at(-1) ?? from).name] }];
    }
    default:
  }
  if (shape.length === 1) return relu;
  if (op === 'flatten' || op === 'global-average-pool') return [{ op, ...place }];
  if (Math.min(shape[1], shape[2]) < 3) return relu;
  if (op === 'max-pool' || op === 'average-pool')
    return [{ op, ...place, size: 3, stride, padding: padding === 'valid' ? padding : 1 }];
  if (op === 'depthwise') return [{ op: 'conv', ...place, ...window, channels: shape[0] * (bias ? 1 : 2), groups: op }];
  if (op === 'grouped' && shape[0] % 2 === 0) return [{ op: 'conv', ...place, ...window, channels: 4, groups: 2 }];
  return [{ op: 'conv', ...place, ...window, channels }];
}

/** The shape of a node, as the network that ends with it has it. */
function shapeOf(node: Named, made: readonly Made[]): Made['shape'] {
  const inputs = (node.inputs ?? []).map((input) => made.find(({ name }) => name === input)!.shape);
  return shapeAfter(node, inputs);
}

function shapeAfter(node: Named, inputs: readonly Made['shape'][]): Made['shape'] {
  const shape = inputs[0]!;
  if (node.op === 'dense') return [node.units as number];
  if (node.op === 'global-average-pool') return [shape[0]];
  if (node.op === 'flatten') return [shape.reduce((product, extent) => product * extent, 1)];
  if (node.op === 'concat') {
    const channels = inputs.reduce((sum, [count]) => sum + count, 0);
    return shape.length === 1 ? [channels] : [channels, shape[1], shape[2]];
  }
  if ((node.op !== 'conv' && node.op !== 'max-pool' && node.op !== 'average-pool') || shape.length === 1) return shape;
  const single = { ...node, inputs: ['images'] };
  const alone = structureOf(
    { name: 'alone', nodes: [single, { op: 'flatten' }, { op: 'dense', units: 'classes' }] },
    { inputShape: shape, classes: 1 },
  );
  return alone.nodes[0]!.outputShape;
}
