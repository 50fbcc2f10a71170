import { eager, float32, tensor } from '@tombola/engine';
import { affineMaps, sliceNetworkNow, type Plane } from '@tombola/geometry';
import { initialise, runnable, stateOf, structureOf, type Parameters, type Tensors } from '@tombola/nn';
import { randomStream, type NodeDefinitionInput } from '@tombola/shared';
import { piecewiseLinear } from './piecewise-linear';

const inputShape = [2, 6, 5] as const;
const size = 60;
const head: NodeDefinitionInput[] = [{ op: 'flatten' }, { op: 'dense', units: 'classes' }];

/** Networks with every op, strides, paddings, groups, and nodes that are read twice. */
const networks: Record<string, NodeDefinitionInput[]> = {
  dense: [
    { op: 'flatten' },
    { op: 'dense', units: 40 },
    { op: 'relu' },
    { op: 'dropout', rate: 0.5 },
    { op: 'dense', units: 12, bias: false },
    { op: 'batch-norm' },
    { op: 'relu' },
    { op: 'dense', units: 'classes' },
  ],
  convolutional: [
    { op: 'conv', channels: 4, kernel: [3, 2], stride: [2, 1], padding: [0, 1, 2, 0] },
    { op: 'batch-norm', epsilon: 0.01 },
    { op: 'relu' },
    { op: 'conv', channels: 4, kernel: 3, groups: 2, bias: false },
    { op: 'relu' },
    { op: 'max-pool', size: 2, padding: 'same' },
    ...head,
  ],
  residual: [
    { op: 'conv', name: 'stem', channels: 3, kernel: 3 },
    { op: 'batch-norm' },
    { op: 'relu', name: 'block' },
    { op: 'conv', channels: 3, kernel: 3, groups: 'depthwise' },
    { op: 'relu', name: 'branch' },
    { op: 'dropout', rate: 0.1, name: 'dropped' },
    { op: 'add', inputs: ['dropped', 'block'], name: 'sum' },
    { op: 'concat', inputs: ['sum', 'stem'] },
    { op: 'average-pool', size: [3, 2], stride: 1, padding: 1 },
    { op: 'global-average-pool' },
    { op: 'dense', units: 'classes' },
  ],
};

/** Initial parameters with biases, statistics and scales that say something, and a third of the weights pruned. */
function stateFor(network: ReturnType<typeof structureOf>, seed: number): Parameters {
  const stream = randomStream(seed, 'piecewise-linear');
  const initial = initialise(network, 'he-normal', seed);
  const entries = stateOf(network).map(({ name, role, shape }) => {
    const value = (drawn: number) => {
      if (role === 'weights') return stream.uniform() < 1 / 3 ? 0 : drawn;
      return role === 'variance' ? 0.5 + stream.uniform() : stream.normal();
    };
    return [name, tensor(Float32Array.from(initial[name]!.data, value), shape)] as const;
  });
  return Object.fromEntries(entries);
}

test.each(Object.entries(networks))(
  'a %s network has on every cell the affine map that its forward pass has',
  async (name, nodes) => {
    const structure = structureOf({ name: 'mine', nodes }, { inputShape, classes: 3 });
    const parameters = stateFor(structure, 3);
    const stream = randomStream(5, 'plane', name);
    const vector = () => Array.from({ length: size }, () => stream.normal());
    const plane: Plane = { origin: vector(), right: vector(), up: vector() };
    const network = piecewiseLinear(structure, parameters);
    const slice = sliceNetworkNow(network, { box: [-0.4, -0.4, 0.4, 0.4], plane });
    expect(slice.counts.activation).toBeGreaterThan(10);

    const signature = {
      images: float32('batch', ...inputShape),
      state: Object.fromEntries(stateOf(structure).map((each) => [each.name, float32(...each.shape)])),
    };
    const program = await eager(
      ({ images, state }) => ({ logits: runnable(structure).logits(state as Tensors, images) }),
      signature,
    );
    const mapOf = affineMaps(network, slice);
    const cells = Array.from({ length: slice.counts.activation }, (_, cell) => {
      const corners = slice.cells.vertices.subarray(slice.cells.start[cell], slice.cells.start[cell + 1]);
      const mean = (axis: 0 | 1) => corners.reduce((sum, v) => sum + slice.vertices[2 * v + axis]!, 0) / corners.length;
      return { cell, x: mean(0), y: mean(1) };
    });
    const images = cells.flatMap(({ x, y }) =>
      Array.from(plane.origin, (base, i) => base + x * plane.right[i]! + y * plane.up[i]!),
    );
    const { logits } = await program.run({
      images: tensor(Float32Array.from(images), [cells.length, ...inputShape]),
      state: parameters,
    });
    const errors = cells.flatMap(({ cell, x, y }, i) => {
      const map = mapOf(cell);
      return [0, 1, 2].map((c) => map[3 * c]! * x + map[3 * c + 1]! * y + map[3 * c + 2]! - logits.data[3 * i + c]!);
    });
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(1e-4 * Math.max(...logits.data.map(Math.abs)));
    await program.dispose();
  },
);
