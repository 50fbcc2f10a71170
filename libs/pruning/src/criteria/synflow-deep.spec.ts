import { tensor } from '@tombola/engine';
import { definitionOf, initialise, runnable, structureOf, type Network } from '@tombola/nn';
import { randomStream, type NetworkDefinitionInput, type NodeDefinitionInput } from '@tombola/shared';
import { flowOf, total } from './testing/flow';

describe('networks too deep for float32', () => {
  test.each([-20, 20])('of 60 layers with weights near 2^%d shares are those of float64', async (power) => {
    const width = 4;
    const layer: NodeDefinitionInput[] = [{ op: 'dense', units: width }, { op: 'relu' }];
    const nodes: NodeDefinitionInput[] = [{ op: 'flatten' }, ...Array.from({ length: 60 }, () => layer).flat()];
    const network = runnable(structureOf({ name: 'deep', nodes }, { inputShape: [1, 1, width], classes: width }));
    const random = randomStream(8, 'deep', power);
    const parameters = Object.fromEntries(
      Object.entries(initialise(network, 'he-normal', 1)).map(([name, { shape, data }]) => [
        name,
        tensor(
          data.map(() => random.normal() * 2 ** power),
          shape,
        ),
      ]),
    );
    const { shares, R } = await flowOf(network, parameters);
    expect(Math.abs(R.exponent)).toBeGreaterThan(1000);
    const weights = Object.keys(shares).map((name) => Float64Array.from(parameters[name]!.data, Math.abs));
    sharesInFloat64(weights, width).forEach((layer, k) => {
      const actual = Object.values(shares)[k]!.data;
      layer.forEach((share, i) => expect(actual[i]! / share).toBeCloseTo(1, 4));
    });
  });

  test.each(['vgg-19', 'resnet-110'] as const)(
    '%s: all shares are numbers, and layers that all pass have 1',
    async (name) => {
      const network = narrow(name);
      const { shares, R } = await flowOf(network, initialise(network, 'he-normal', 3));
      const sums = Object.values(shares).map(({ data }) => total(data));
      expect(R.exponent).toBeGreaterThan(name === 'vgg-19' ? 20 : 127);
      for (const { data } of Object.values(shares)) expect(data.every((share) => Number.isFinite(share))).toBe(true);
      const all = name === 'vgg-19' ? sums : [sums[0]!, sums.at(-1)!];
      for (const sum of all) expect(sum).toBeCloseTo(1, 4);
      for (const sum of sums) expect(sum).toBeLessThan(1.0001);
      expect(Math.min(...sums)).toBeGreaterThan(1e-3);
    },
    60_000,
  );
});

/** Forward and backward through dense layers of equal width, every vector and every gradient scaled as it comes. */
function sharesInFloat64(weights: readonly Float64Array[], width: number): number[][] {
  const normal = (values: number[]) => {
    const most = Math.max(...values);
    return values.map((value) => value / most);
  };
  const indices = [...Array(width).keys()];
  const forward = [indices.map(() => 1)];
  for (const layer of weights) {
    const x = forward.at(-1)!;
    forward.push(normal(indices.map((out) => total(indices.map((into) => x[into]! * layer[into * width + out]!)))));
  }
  const result: number[][] = [];
  let gradient = indices.map(() => 1);
  for (let k = weights.length - 1; k >= 0; k--) {
    const layer = weights[k]!;
    const flows = Array.from(layer, (weight, i) => forward[k]![Math.floor(i / width)]! * weight * gradient[i % width]!);
    const sum = total(flows);
    result.unshift(flows.map((flow) => flow / sum));
    gradient = normal(indices.map((into) => total(indices.map((out) => layer[into * width + out]! * gradient[out]!))));
  }
  return result;
}

/** A network of the literature with a quarter of its channels, on images of 32 x 32. */
function narrow(name: 'vgg-19' | 'resnet-110'): Network {
  const data = { inputShape: [3, 32, 32], classes: 10 } as const;
  const definition: NetworkDefinitionInput = definitionOf({ name }, data);
  const nodes = definition.nodes.map((node) =>
    node.op === 'conv' && typeof node.channels === 'number'
      ? { ...node, channels: Math.ceil(node.channels / 4) }
      : node,
  );
  return runnable(structureOf({ ...definition, nodes }, data));
}
