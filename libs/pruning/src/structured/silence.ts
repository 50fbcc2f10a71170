import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf, tensor, type Tensor } from '@tombola/engine';
import type { NetworkStructure, Parameters, RuleInputs, StepRule } from '@tombola/nn';
import { hash } from '@tombola/shared';
import { silencedAt } from './mask-channels';
import { isMixer } from './reading';
import type { ThinNetwork } from './remove-channels';

/** By parameter of a smaller network, 0 where it belongs to a silenced channel and 1 elsewhere. */
export type Silence = Readonly<Record<string, Tensor<'float32'>>>;

/**
 * What has to stay 0 of a smaller network so that channels which masks drop, and which are still there, stay silent: scale and
 * shift of their batch norm, or else the weights into them and their bias.
 *
 * @param network the one that was thinned
 */
export function silenceOf(network: NetworkStructure, { silent, kept, state }: ThinNetwork): Silence {
  const silence: Record<string, Tensor<'float32'>> = {};
  for (const [mask, channels] of Object.entries(silent)) {
    const node = silencedAt(network, mask);
    const gone = new Set(channels.map((channel) => kept[node.name]!.indexOf(channel)));
    const count = kept[node.name]!.length;
    const roles = isMixer(node) ? ['weights', 'bias'] : ['scale', 'shift'];
    for (const name of roles.map((role) => `${node.name}/${role}`)) {
      if (state[name] === undefined) continue;
      const { data, shape } = state[name];
      const channelOf = (i: number) => (node.op === 'dense' ? i % count : Math.floor((i * count) / data.length));
      silence[name] = tensor(
        data.map((_, i) => (gone.has(channelOf(i)) ? 0 : 1)),
        shape,
      );
    }
  }
  return silence;
}

/** Parameters with those of silenced channels 0. */
export function silenced(parameters: Parameters, silence: Silence): Parameters {
  const changed = Object.entries(silence).map(([name, { data: keep, shape }]) => {
    const { data } = parameters[name]!;
    return [
      name,
      tensor(
        data.map((value, i) => (keep[i] === 0 ? 0 : value)),
        shape,
      ),
    ] as const;
  });
  return { ...parameters, ...Object.fromEntries(changed) };
}

/** A rule that does as another one, masks weights if that does nothing, and keeps silenced channels silent. */
export function silencing(silence: Silence, rule?: StepRule): StepRule | undefined {
  if (Object.keys(silence).length === 0) return rule;
  const bits = Object.entries(silence).map(([name, { data }]) => `${name} ${data.join('')}`);
  const keeping = (name: string, x: tfTypes.Tensor) => {
    const keep = silence[name];
    return keep === undefined ? x : tf.mul(x, tf.tensor(keep.data, [...keep.shape]));
  };
  const masked = (name: string, x: tfTypes.Tensor, { masks }: RuleInputs) =>
    masks[name] === undefined ? x : tf.mul(x, masks[name]);
  const { gradient = masked, value = masked } = rule ?? {};
  return {
    ...rule,
    key: `${rule?.key ?? 'plain'}, silent ${hash(bits.join()).slice(0, 12)}`,
    gradient: (name, slope, inputs) => keeping(name, gradient(name, slope, inputs)),
    value: (name, updated, inputs, slope) => keeping(name, value(name, updated, inputs, slope)),
  };
}
