import { decodeModel, sizeOf, tensor, type ModelSummary, type Tensor } from '@tombola/engine';
import { buildNetwork, Evaluator, mlp, type DataShape, type Examples, type Network, type Pixels } from '@tombola/nn';
import { decodeSafetensors, InputError, networkSchema, randomStream, type StoredTensor } from '@tombola/shared';
import { readBytes } from '../read-bytes';
import { unloadable, type VerifyReport } from './report';
import { verifyOnnx, type VerifyOptions } from './verify';

export interface VerifyFilesOptions extends Pick<VerifyOptions, 'tolerance' | 'requiredMetadata' | 'provider'> {
  /** Path of the ONNX file. */
  readonly onnx: string;
  /**
   * Paths of the trial's safetensors files, together holding the masks, U8 `mask/NAME`, and the trained parameters,
   * F32 `final/NAME` or plain `NAME`. Other tensors, such as `init/NAME`, are left alone.
   */
  readonly tensors: readonly string[];
  /** Labelled examples. Default: 257 images of noise, which prove parity but no accuracy. */
  readonly examples?: Examples;
  /** Default: the network that the file's metadata names. */
  readonly network?: Network;
}

/**
 * Verifies an ONNX file from files alone: the forward pass to compare with is built from what the file's metadata
 * names, with the parameters and masks of the trial's safetensors files.
 *
 * @throws {InputError} when a safetensors file is damaged or lacks tensors, or the network is not known.
 */
export async function verifyFiles(options: VerifyFilesOptions): Promise<VerifyReport> {
  const { onnx, tensors, network: given, examples, ...more } = options;
  const { parameters, masks } = await readTrial(tensors);
  const bytes = await readBytes(onnx);
  let model: ModelSummary;
  try {
    model = decodeModel(bytes, onnx);
  } catch (error) {
    return unloadable(bytes, (error as Error).message);
  }
  const network = given ?? networkOf(model, onnx);
  const evaluator = await Evaluator.create(network, pixelsOf(model, onnx));
  try {
    return await verifyOnnx(bytes, {
      ...more,
      reference: { evaluator, parameters },
      ...(Object.keys(masks).length === 0 ? {} : { masks }),
      examples: examples ?? noise(network, evaluator.pixels),
      labelled: examples !== undefined,
    });
  } finally {
    await evaluator.dispose();
  }
}

/** Trained parameters and masks out of safetensors files. */
async function readTrial(paths: readonly string[]) {
  const parameters: Record<string, Tensor<'float32'>> = {};
  const masks: Record<string, Tensor<'float32'>> = {};
  for (const path of paths) {
    const { tensors } = decodeSafetensors(await readBytes(path), path);
    for (const [name, stored] of Object.entries(tensors)) {
      const { shape, data }: StoredTensor = stored;
      if (name.startsWith('mask/')) masks[name.slice(5)] = tensor(Float32Array.from(data), shape);
      else if (name.startsWith('init/') || name.startsWith('rewind')) continue;
      else if (data instanceof Float32Array) parameters[name.replace(/^final\//, '')] = tensor(data, shape);
    }
  }
  if (Object.keys(parameters).length === 0) {
    throw new InputError({
      what: 'there are no trained parameters in the given files',
      value: paths,
      expected: 'F32 tensors named as the parameters, or final/NAME',
    });
  }
  return { parameters, masks };
}

function networkOf({ inputs, outputs, metadata }: ModelSummary, path: string): Network {
  const [channels, height, width] = (inputs[0]?.shape ?? []).slice(1).map(Number);
  const classes = Number(outputs[0]?.shape[1]);
  const data = { inputShape: [channels, height, width], classes } as DataShape;
  const { network: name = '' } = metadata;
  const [, hidden, biasFree] = /^mlp-([\d-]*?)(-bias-free)?$/.exec(name) ?? [];
  if (hidden !== undefined) {
    return mlp({ hidden: hidden.split('-').filter(Boolean).map(Number), bias: biasFree === undefined, ...data });
  }
  const recipe = networkSchema.safeParse(customIn(metadata) ?? { name });
  if (recipe.success) return buildNetwork(recipe.data, data);
  throw new InputError({
    what: `${path} does not name a network that Tombola can build`,
    value: metadata.network,
    expected: 'the metadata entry network of an export, for instance lenet-300-100',
    mend: 'Give the network to verify against.',
  });
}

/** The network of the recipe beside the model, when somebody defined it. */
function customIn({ recipe_json: text = 'null' }: ModelSummary['metadata']): unknown {
  try {
    const { network } = (JSON.parse(text) ?? {}) as { network?: { name?: unknown } };
    return network?.name === 'custom' ? network : undefined;
  } catch {
    return undefined;
  }
}

function pixelsOf({ metadata }: ModelSummary, path: string): Pixels {
  try {
    const pixels = JSON.parse(metadata.pixels ?? '') as Partial<Pixels>;
    const { mean, std, values } = pixels;
    if (Array.isArray(mean) && Array.isArray(std)) {
      return { mean, std, ...(values === 'floats' && { values }) };
    }
  } catch {
    // Falls through to the error below.
  }
  throw new InputError({
    what: `${path} does not say how its network sees pixels`,
    value: metadata.pixels,
    expected: 'the metadata entry pixels, {"mean":[...],"std":[...]}',
  });
}

function noise({ inputShape }: Network, { values }: Pixels): Examples {
  const random = randomStream(0, 'verify');
  const count = 257;
  const length = count * sizeOf(inputShape);
  const images =
    values === 'floats'
      ? new Uint8Array(Float32Array.from({ length }, () => random.normal()).buffer)
      : Uint8Array.from({ length }, () => random.integer(256));
  return () => [{ images, labels: new Int32Array(count) }];
}
