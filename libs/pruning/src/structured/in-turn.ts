import type { RunOptions } from '@tombola/engine';
import type { BatchSource, Network, Parameters, Pixels } from '@tombola/nn';
import { randomStream } from '@tombola/shared';
import { stopIfAsked } from '../methods/stop';
import { channelMask, type ChannelMasks } from './channel-masks';
import { LayerInputs } from './layer-inputs';
import { maskChannels } from './mask-channels';
import { nextLayer, type NextLayer } from './next-layer';
import { drawPlaces, patchesAt } from './patches';

/** Patches [places, inputs] of the next layer in some batch: of the network thinned so far, and as it was. */
export interface Patches {
  readonly now: Float32Array;
  readonly before: Float32Array;
}

/** What is done about one layer: looks at patches batch by batch, then chooses. */
export interface LayerChoice {
  look(patches: Patches, batch: number): void;
  /** 1 for a channel that stays, and the weights of the next layer, shaped as they are. */
  choose(): { readonly keep: Uint8Array; readonly weights: Float32Array };
}

export interface InTurnOptions {
  readonly network: Network;
  readonly state: Parameters;
  readonly layers: readonly string[];
  readonly pixels: Pixels;
  /** Images that are looked at, whole batches of `batch` images; the same for every layer. */
  readonly images: number;
  readonly batch: number;
  readonly open: () => Promise<BatchSource & { close(): Promise<void> }>;
  /** Outputs of the next layer that are looked at, of every image. */
  readonly places: (next: NextLayer) => number;
  readonly seed: number;
  readonly run: Pick<RunOptions, 'provider' | 'threads'>;
  /** Stops before the next layer. */
  readonly signal?: AbortSignal;
  /** @param state of the network thinned so far */
  readonly layer: (name: string, next: NextLayer, state: Parameters) => LayerChoice;
}

/**
 * Thins layers one after the other, in the order given; what one does to the activations of those after it is there when they
 * are looked at.
 *
 * @returns the masks, and the state of the network as large as it was, with dropped channels silenced
 */
export async function thinInTurn(options: InTurnOptions): Promise<{ masks: ChannelMasks; state: Parameters }> {
  const { network, layers } = options;
  const masks: Record<string, ChannelMasks[string]> = {};
  let { state } = options;
  for (const name of layers) {
    stopIfAsked(options.signal);
    const next = nextLayer(network, name);
    const choice = options.layer(name, next, state);
    await lookAt(next, choice, state, name, options);
    const { keep, weights } = choice.choose();
    masks[name] = channelMask(keep);
    const reader = `${next.node.name}/weights`;
    const changed = { ...state, [reader]: { ...state[reader]!, data: weights } };
    state = maskChannels(network, changed, { [name]: masks[name] });
  }
  return { masks, state };
}

async function lookAt(
  next: NextLayer,
  choice: LayerChoice,
  state: Parameters,
  name: string,
  { network, pixels, run, images, batch, places, seed, open, ...options }: InTurnOptions,
): Promise<void> {
  const { node } = next;
  const inputs = await LayerInputs.create(network, node.name, pixels, run);
  const batches = await open();
  try {
    for (let number = 0; number < Math.ceil(images / batch); number++) {
      const { images: bytes } = batches.next();
      const drawn = drawPlaces(node, batch, places(next), randomStream(seed, 'places', name, number));
      const now = patchesAt(node, await inputs.of(state, bytes, batch), drawn);
      const before =
        state === options.state ? now : patchesAt(node, await inputs.of(options.state, bytes, batch), drawn);
      choice.look({ now, before }, number);
    }
  } finally {
    await batches.close();
    await inputs.dispose();
  }
}
