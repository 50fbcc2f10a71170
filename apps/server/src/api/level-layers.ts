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

/** Weights are stored [in, out], and told by output unit. A method may have taken units out: the tensors say how many there are. */
function layersOf(
  { layers }: NetworkStructure,
  tensors: Readonly<Record<string, StoredTensor>>,
  prefix: string,
): LevelLayers['layers'] {
  let width: number | undefined;
  return layers.map(({ name, parameters }) => {
    const tensorOf = (parameter: string, fits: (shape: readonly number[]) => boolean) => {
      const found = tensors[`${prefix}${parameter}`];
      if (found !== undefined && fits(found.shape)) return found;
      throw new DamagedError({
        what: `the stored weights do not fit their network at ${parameter}`,
        value: found?.shape,
        expected: 'a tensor that fits the layer before',
      });
    };
    const isDense = ({ length, 0: inputs }: readonly number[]) => length === 2 && inputs === (width ?? inputs);
    const { shape, data } = tensorOf(`${name}/weights`, isDense);
    const [inputs, units] = [shape[0]!, shape[1]!];
    width = units;
    const bias = parameters.some(({ role }) => role === 'bias')
      ? tensorOf(`${name}/bias`, (extents) => extents.join() === String(units)).data
      : new Float32Array(units);
    return {
      name,
      weights: Array.from({ length: units }, (_, unit) =>
        Array.from({ length: inputs }, (_, input) => data[input * units + unit]!),
      ),
      bias: Array.from(bias),
    };
  });
}
