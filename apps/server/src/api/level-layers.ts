import type { NetworkStructure } from '@tombola/nn';
import { DamagedError, type LevelLayers, type StoredTensor } from '@tombola/shared';
import type { Services } from './context';
import { readTensors, tensorFilesOf } from './level-tensors';
import { ConflictError } from './problems';
import { networkOfLevel } from './recipe-network';

/** More numbers than this are no answer; their file is. */
const MOST_NUMBERS = 100_000;

/**
 * The weights of a finished level whose network is dense layers with ReLU between them.
 *
 * @param at before its training, or after
 * @throws {NotFoundError} for a level that there is not.
 * @throws {ConflictError} for one that is not done, has more weights, or another network.
 */
export async function readLevelLayers(
  { store, artifacts }: Pick<Services, 'store' | 'artifacts'>,
  level: string,
  at: 'start' | 'end',
): Promise<LevelLayers> {
  const network = await networkOfLevel(store.db, level);
  checkNetwork(network, level);
  const { ticket, final } = await tensorFilesOf(store.db, level);
  const tensors = await readTensors(artifacts, at === 'end' ? final : ticket);
  return { level, layers: layersOf(network, tensors, at === 'end' ? '' : 'init/') };
}

function checkNetwork({ nodes, layers, name }: NetworkStructure, level: string): void {
  const chained = nodes.every(({ inputs }, i) => i === 0 || inputs.join() === nodes[i - 1]!.name);
  const ops = nodes.map(({ op }) => op).join(' ');
  if (!chained || !/^(flatten )?(dense relu )*dense$/.test(ops)) {
    throw new ConflictError({
      what: `the network of ${level} is not dense layers with ReLU between them`,
      value: name,
      expected: 'one such as mlp',
    });
  }
  const numbers = layers.flatMap(({ parameters }) => parameters.map(({ shape }) => shape.reduce((a, b) => a * b, 1)));
  const sum = numbers.reduce((total, count) => total + count, 0);
  if (sum <= MOST_NUMBERS) return;
  throw new ConflictError({
    what: `the network of ${level} has too many parameters to be told`,
    value: sum,
    expected: `at most ${MOST_NUMBERS}`,
    mend: 'Download its artifacts.',
  });
}

/** Weights are stored [in, out], and told by output unit. */
function layersOf(
  { layers }: NetworkStructure,
  tensors: Readonly<Record<string, StoredTensor>>,
  prefix: string,
): LevelLayers['layers'] {
  return layers.map(({ name, parameters }) => {
    const dataOf = (role: 'weights' | 'bias') => {
      const parameter = parameters.find((each) => each.role === role);
      if (parameter === undefined) return undefined;
      const found = tensors[`${prefix}${parameter.name}`];
      if (found?.shape.join() === parameter.shape.join()) return found;
      throw new DamagedError({
        what: `the stored weights do not fit their network at ${parameter.name}`,
        value: found?.shape,
        expected: `a tensor of ${parameter.shape.join(' x ')}`,
      });
    };
    const { shape, data } = dataOf('weights')!;
    const [inputs, units] = [shape[0]!, shape[1]!];
    return {
      name,
      weights: Array.from({ length: units }, (_, unit) =>
        Array.from({ length: inputs }, (_, input) => data[input * units + unit]!),
      ),
      bias: Array.from(dataOf('bias')?.data ?? new Float32Array(units)),
    };
  });
}
