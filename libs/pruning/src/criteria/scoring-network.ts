import { tf } from '@tombola/engine';
import { runnable, type Network } from '@tombola/nn';

/** The network as saliencies run it: nothing is dropped, so that which weights score high is no matter of luck. */
export function withoutDropout(network: Network): Network {
  const passed = new Map<string, string>();
  const nodes = network.nodes.flatMap((node) => {
    const inputs = node.inputs.map((name) => passed.get(name) ?? name);
    if (node.op !== 'dropout') return [{ ...node, inputs }];
    passed.set(node.name, inputs[0]!);
    return [];
  });
  return nodes.length === network.nodes.length ? network : runnable({ ...network, nodes });
}

/** The network with its logits divided by a temperature in training. */
export function withTemperature(network: Network, temperature: number): Network {
  return {
    ...network,
    train: (...pass) => {
      const { logits, statistics } = network.train(...pass);
      return { logits: tf.div(logits, temperature), statistics };
    },
  };
}
