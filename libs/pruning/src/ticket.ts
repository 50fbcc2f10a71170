import { tensor, type Tensor } from '@tombola/engine';
import { applyMask, type Parameters } from '@tombola/nn';
import { decodeSafetensors, encodeSafetensors, InputError } from '@tombola/shared';
import { toMaskTensors, type Masks } from './masks';

/** A subnetwork to train: masks, the parameters to start from, and where both came from. */
export interface Ticket {
  readonly masks: Masks;
  /** The masks at the start of training, where the method moved them while it trained. */
  readonly startMasks?: Masks;
  /** Parameters at the start of training; pruned weights are 0, unless the method keeps them. */
  readonly parameters: Parameters;
  readonly provenance: Readonly<Record<string, string>>;
}

const FORMAT = 'tombola-ticket-1';

/**
 * A ticket of the given masks on the given parameters.
 *
 * @param keepsPruned whether weights under a mask keep their values; otherwise they are set to 0
 */
export function makeTicket(
  masks: Masks,
  parameters: Parameters,
  provenance: Ticket['provenance'],
  keepsPruned = false,
): Ticket {
  if (keepsPruned) return { masks, parameters, provenance };
  const floats = toMaskTensors(masks);
  const masked = Object.entries(parameters).map(([name, value]) => [name, applyMask(value, floats[name])] as const);
  return { masks, parameters: Object.fromEntries(masked), provenance };
}

/** A ticket as a safetensors file: `mask/NAME` and `start-mask/NAME` U8, `init/NAME` F32, provenance in the metadata. */
export function encodeTicket({ masks, startMasks = {}, parameters, provenance }: Ticket): Uint8Array {
  return encodeSafetensors({
    tensors: { ...prefixed('mask/', masks), ...prefixed('start-mask/', startMasks), ...prefixed('init/', parameters) },
    metadata: { ...provenance, format: FORMAT },
  });
}

/**
 * The ticket in a file.
 *
 * @throws {InputError} when the bytes are damaged or hold something else.
 */
export function decodeTicket(bytes: Uint8Array, source = 'the ticket'): Ticket {
  const { tensors, metadata } = decodeSafetensors(bytes, source);
  const { format, ...provenance } = metadata;
  if (format !== FORMAT) {
    throw new InputError({ what: `${source} is not a ticket`, value: format, expected: FORMAT });
  }
  const pick = <D extends 'uint8' | 'float32'>(prefix: string, dtype: D): Record<string, Tensor<D>> =>
    Object.fromEntries(
      Object.entries(tensors)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, { shape, data }]) => [name.slice(prefix.length), tensor(data as ArrayLike<number>, shape, dtype)]),
    );
  const startMasks = pick('start-mask/', 'uint8');
  return {
    masks: pick('mask/', 'uint8'),
    ...(Object.keys(startMasks).length > 0 && { startMasks }),
    parameters: pick('init/', 'float32'),
    provenance,
  };
}

function prefixed<T extends Tensor>(prefix: string, tensors: Readonly<Record<string, T>>) {
  return Object.fromEntries(Object.entries(tensors).map(([name, { shape, data }]) => [prefix + name, { shape, data }]));
}
