import { compileScan, tensor, type ScanProgram, type Signature, type Tensor } from '@tombola/engine';
import type * as tfTypes from '@tensorflow/tfjs-core';
import type { Recipe } from '@tombola/shared';
import type { Parameters } from '../initialise';
import type { Network } from '../network/network';
import { buildOptimizer } from '../optimizer/build';
import type { Optimizer } from '../optimizer/optimizer';
import { learningRate } from '../schedule';
import type { Pixels } from './pixels';
import { stepSignature, trainStep } from './step';

/** Masks by the name of the parameter that they thin out; 1 keeps, 0 prunes. */
export type MaskTensors = Readonly<Record<string, Tensor<'float32'>>>;

/** Parameters and optimizer slots between two steps. */
export interface TrainingState {
  readonly parameters: Parameters;
  readonly slots: Readonly<Record<string, Tensor<'float32'>>>;
}

/** Training batches, one after the other: raw bytes and class numbers, valid until the next call. */
export interface BatchSource {
  next(): { readonly images: Uint8Array; readonly labels: Int32Array };
}

/** Compiled training of one network with one recipe; serves any number of trainings. */
export class Trainer {
  private constructor(
    private readonly program: ScanProgram<Signature, Signature, Signature, Record<string, tfTypes.Tensor>>,
    readonly network: Network,
    private readonly recipe: Recipe,
    private readonly optimizer: Optimizer,
  ) {}

  static async create(
    network: Network,
    recipe: Recipe,
    pixels: Pixels,
    options: { threads?: number } = {},
  ): Promise<Trainer> {
    const optimizer = buildOptimizer(recipe.optimizer);
    const { batch, labelSmoothing } = recipe;
    const stepOptions = { network, optimizer, batch, labelSmoothing, pixels };
    const program = await compileScan(trainStep(stepOptions), stepSignature(stepOptions), options);
    return new Trainer(program as never, network, recipe, optimizer);
  }

  /** What runs the steps. */
  get engine(): string {
    return this.program.engine;
  }

  /** The state before the first step: parameters masked, slots zero. */
  start(parameters: Parameters, masks: MaskTensors): TrainingState {
    const masked = Object.entries(parameters).map(
      ([name, parameter]) => [name, applyMask(parameter, masks[name])] as const,
    );
    const slots = Object.entries(parameters).flatMap(([name, { shape, data }]) =>
      this.optimizer.slots.map((slot) => [`${name}/${slot}`, tensor(new Float32Array(data.length), shape)] as const),
    );
    return { parameters: Object.fromEntries(masked), slots: Object.fromEntries(slots) };
  }

  /**
   * Steps `from + 1` to `from + count` in one call of the runtime.
   *
   * @returns the state after them and the training loss of each.
   */
  async advance(
    { parameters, slots }: TrainingState,
    masks: MaskTensors,
    batches: BatchSource,
    from: number,
    count: number,
  ): Promise<{ state: TrainingState; losses: Float32Array }> {
    const { batch } = this.recipe;
    const size = this.network.inputShape.reduce((product, extent) => product * extent, 1);
    const images = new Uint8Array(count * batch * size);
    const labels = new Int32Array(count * batch);
    const scalars: Record<string, Float32Array> = {};
    for (let i = 0; i < count; i++) {
      const next = batches.next();
      images.set(next.images, i * batch * size);
      labels.set(next.labels, i * batch);
      const step = from + i + 1;
      for (const [name, value] of Object.entries(this.optimizer.scalars(step, learningRate(this.recipe, step)))) {
        (scalars[name] ??= new Float32Array(count))[i] = value;
      }
    }
    const results = (await this.program.run({
      parameters,
      slots,
      masks,
      scalars: Object.fromEntries(Object.entries(scalars).map(([name, values]) => [name, tensor(values)])),
      images: tensor(images, [count, batch, ...this.network.inputShape], 'uint8'),
      labels: tensor(labels, [count, batch], 'int32'),
    })) as unknown as TrainingState & { loss: Tensor<'float32'> };
    return { state: { parameters: results.parameters, slots: results.slots ?? {} }, losses: results.loss.data };
  }

  async dispose(): Promise<void> {
    await this.program.dispose();
  }
}

/** A parameter with its pruned elements exactly +0; itself where it has no mask. */
export function applyMask(parameter: Tensor<'float32'>, mask: Tensor<'float32'> | undefined): Tensor<'float32'> {
  if (mask === undefined) return parameter;
  return tensor(
    parameter.data.map((value, i) => (mask.data[i] === 0 ? 0 : value)),
    parameter.shape,
  );
}
