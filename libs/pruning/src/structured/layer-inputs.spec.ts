import { buildNetwork, Evaluator, unitPixels } from '@tombola/nn';
import { randomStream } from '@tombola/shared';
import { LayerInputs } from './layer-inputs';
import { patchesAt, weightRows } from './patches';
import { nextLayer } from './next-layer';
import { outputsOf } from './regression';
import { ownNetwork, smallData } from './testing/networks';
import { randomState } from './testing/random-state';

const { network: structure, choice } = ownNetwork([
  { op: 'conv', name: 'first', channels: 4, kernel: 3, stride: 2 },
  { op: 'batch-norm' },
  { op: 'relu' },
  { op: 'conv', name: 'second', channels: 3, kernel: [2, 3], padding: [1, 0, 2, 0], bias: false },
  { op: 'flatten' },
  { op: 'dense', name: 'logits', units: 'classes' },
]);
const network = buildNetwork(choice, smallData);
const state = randomState(structure, 1);
const random = randomStream(2, 'images');
const images = Uint8Array.from({ length: 3 * 50 }, () => random.integer(256));

async function inputsOf(layer: string) {
  const inputs = await LayerInputs.create(network, layer, unitPixels);
  const read = await inputs.of(state, images, 3);
  await inputs.dispose();
  return read;
}

test('what the output layer reads, times its weights, are the logits', async () => {
  const { node, owner } = nextLayer(structure, 'second');
  const places = [0, 1, 2].map((image) => ({ image, row: 0, column: 0 }));
  const patches = patchesAt(node, await inputsOf('logits'), places);
  const made = outputsOf(patches, weightRows(node, state['logits/weights']!), owner.length);
  const evaluator = await Evaluator.create(network, unitPixels);
  const { logits } = await evaluator.forward(state, images, new Int32Array(3));
  await evaluator.dispose();
  made.forEach((value, i) => expect(value + state['logits/bias']!.data[i % 3]!).toBeCloseTo(logits.data[i]!, 4));
});

test('patches of a convolution, times its weights, are what the next layer reads', async () => {
  const { node, owner } = nextLayer(structure, 'first');
  const [, rows, columns] = node.outputShape as [number, number, number];
  const places = Array.from({ length: 3 * rows * columns }, (_, i) => ({
    image: Math.floor(i / (rows * columns)),
    row: Math.floor(i / columns) % rows,
    column: i % columns,
  }));
  const patches = patchesAt(node, await inputsOf('second'), places);
  const made = outputsOf(patches, weightRows(node, state['second/weights']!), owner.length);
  const read = await inputsOf('logits');
  places.forEach(({ image, row, column }, i) => {
    for (let channel = 0; channel < 3; channel++) {
      const unit = (channel * rows + row) * columns + column;
      expect(made[i * 3 + channel]).toBeCloseTo(read.data[image * 3 * rows * columns + unit]!, 4);
    }
  });
});
