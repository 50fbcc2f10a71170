import { tensor, type Tensor } from '@tombola/engine';
import { prunableOf, stateOf, type Network, type Parameters } from '@tombola/nn';
import { decodeSafetensors, InputError } from '@tombola/shared';
import { checkMasks, type Masks } from './masks';
import { decodeTicket } from './ticket';

/** The weights of a network and which of them it has. */
export interface SavedModel {
  readonly parameters: Parameters;
  readonly masks: Masks;
}

/**
 * The model in a safetensors file: a ticket with its masks and what it started from, or trained parameters by name,
 * whose weights of exactly 0 count as pruned.
 *
 * @param source what messages call it
 * @throws {InputError} when the bytes are damaged, or hold another network.
 */
export function readSavedModel(bytes: Uint8Array, network: Network, source: string): SavedModel {
  const { tensors } = decodeSafetensors(bytes, source);
  const isTicket = Object.keys(tensors).some((name) => name.startsWith('mask/'));
  const { parameters, masks } = isTicket ? decodeTicket(bytes, source) : { parameters: floats(tensors), masks: {} };
  checkParameters(parameters, network, source);
  const model = { parameters, masks: isTicket ? masks : masksOfNonzeros(parameters, network) };
  checkMasks(model.masks, network);
  return model;
}

type Tensors = ReturnType<typeof decodeSafetensors>['tensors'];

function floats(tensors: Tensors): Parameters {
  const all = Object.entries(tensors).filter(([, { data }]) => data instanceof Float32Array);
  return Object.fromEntries(all.map(([name, { shape, data }]) => [name, tensor(data, shape)]));
}

function masksOfNonzeros(parameters: Parameters, network: Network): Masks {
  return Object.fromEntries(prunableOf(network).map(({ name }) => [name, nonzeros(parameters[name]!)]));
}

function nonzeros({ data, shape }: Tensor<'float32'>): Masks[string] {
  return tensor(
    Uint8Array.from(data, (value) => (value === 0 ? 0 : 1)),
    shape,
    'uint8',
  );
}

function checkParameters(parameters: Parameters, network: Network, source: string): void {
  for (const { name, shape } of stateOf(network)) {
    const found = parameters[name];
    if (found !== undefined && found.shape.join() === shape.join()) continue;
    throw new InputError({
      what: `${source} does not hold ${network.name}: ${found === undefined ? `there is no ${name}` : `${name} has another shape`}`,
      value: found?.shape,
      expected: `[${shape.join(', ')}]`,
      mend: 'Name the network that was saved.',
    });
  }
}
