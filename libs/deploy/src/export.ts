import { bindInputs, cleanUp, describeSpec, encodeModel, float32, trace, type Tensor } from '@tombola/engine';
import {
  applyMask,
  checkMasks,
  stateOf,
  stateSignature,
  prunableOf,
  standardise,
  type MaskTensors,
  type Network,
  type Parameters,
  type Pixels,
} from '@tombola/nn';
import { InputError } from '@tombola/shared';
import { opsetDomains } from './opset-domains';

export interface ExportOptions {
  readonly network: Network;
  /** Trained parameters by name. */
  readonly parameters: Parameters;
  /** What was pruned; none for a dense network. */
  readonly masks?: MaskTensors;
  /** What the network was trained to see; it becomes part of the graph. */
  readonly pixels: Pixels;
  /** Names of the classes, in the order of the logits. */
  readonly classes?: readonly string[];
  /** Where the network came from: study, trial, recipe, seed, level, metrics, licence, ...; goes into metadata_props. */
  readonly provenance?: Readonly<Record<string, string>>;
}

/** The metadata that every exported file has, beside its provenance. */
export const FILE_METADATA = ['density', 'input', 'network', 'output', 'pixels', 'prunable', 'sparsity'] as const;

/**
 * A trained network as an ONNX file of standard ops: input `input` float32 [batch, channels, height, width] of pixels
 * in [0, 1], output `logits` float32 [batch, classes], any batch. The graph is the traced forward pass of the
 * network itself; parameters are initializers of their own names, pruned weights exactly +0.
 *
 * @throws {InputError} when parameters, masks or class names do not fit the network, or a parameter is not finite.
 */
export function exportOnnx(options: ExportOptions): Uint8Array {
  const { network, masks, pixels } = options;
  if (masks !== undefined) checkMasks(masks, network);
  checkClasses(options);
  const parameters = maskedParameters(options);
  const graph = trace(({ input, ...weights }) => ({ logits: network.logits(weights, standardise(input, pixels)) }), {
    input: float32('batch', ...network.inputShape),
    ...stateSignature(network),
  });
  // Cleaned before the parameters become constants: folding must not replace them by others.
  const bytes = encodeModel(bindInputs(cleanUp(graph), parameters), {
    name: network.name,
    doc: `${network.name}, ${describeInput(network, pixels)}; exported by Tombola from the program that trained it.`,
    metadata: metadataOf(options),
  });
  const foreign = opsetDomains(bytes).filter((domain) => domain !== '');
  if (foreign.length > 0) {
    throw new InputError({
      what: `${network.name} cannot be exported with standard ops alone`,
      value: foreign,
      expected: 'ops of the domain ai.onnx',
    });
  }
  return bytes;
}

/** The parameters of a network, all there and finite, masks applied. */
function maskedParameters({ network, parameters, masks }: ExportOptions): Record<string, Tensor<'float32'>> {
  const expected = stateOf(network);
  const extra = Object.keys(parameters).find((name) => !expected.some((parameter) => parameter.name === name));
  if (extra !== undefined) {
    throw new InputError({
      what: `${network.name} has no such parameter`,
      value: extra,
      expected: expected.map(({ name }) => name).join(', '),
    });
  }
  return Object.fromEntries(
    expected.map(({ name, shape }) => {
      const parameter = parameters[name];
      if (parameter === undefined || parameter.shape.join() !== shape.join()) {
        throw new InputError({
          what: parameter === undefined ? `parameter ${name} is missing` : `parameter ${name} has the wrong shape`,
          value: parameter && describeSpec(parameter),
          expected: describeSpec({ dtype: 'float32', shape }),
        });
      }
      const masked = applyMask(parameter, masks?.[name]);
      const broken = masked.data.find((value) => !Number.isFinite(value));
      if (broken !== undefined) {
        throw new InputError({ what: `parameter ${name} is not finite`, value: broken, expected: 'finite numbers' });
      }
      return [name, masked];
    }),
  );
}

function checkClasses({ network, classes }: ExportOptions): void {
  if (classes === undefined || classes.length === network.classes) return;
  throw new InputError({
    what: 'there are not as many class names as classes',
    value: classes.length,
    expected: `${network.classes}`,
  });
}

function metadataOf({ network, masks, pixels, classes, provenance = {} }: ExportOptions): Record<string, string> {
  const prunable = prunableOf(network);
  const size = prunable.reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 1), 0);
  const kept = masks === undefined ? size : Object.values(masks).reduce((sum, { data }) => sum + ones(data), 0);
  return {
    ...provenance,
    network: network.name,
    input: describeInput(network, pixels),
    output: `logits: float32 [batch, ${network.classes}], before softmax`,
    pixels: JSON.stringify(pixels),
    prunable: JSON.stringify(prunable.map(({ name }) => name)),
    density: String(kept / size),
    sparsity: String(1 - kept / size),
    ...(classes === undefined ? {} : { classes: JSON.stringify(classes) }),
  };
}

function ones(mask: Float32Array): number {
  return mask.reduce((sum, bit) => sum + bit, 0);
}

function describeInput({ inputShape }: Network, { values }: Pixels): string {
  const what = values === 'floats' ? 'numbers as they are' : 'pixels in [0, 1] (byte / 255)';
  return `input: float32 [batch, ${inputShape.join(', ')}] (NCHW), ${what}`;
}
