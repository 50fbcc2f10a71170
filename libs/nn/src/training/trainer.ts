import { compileScan, sizeOf, tensor, type RunOptions, type ScanProgram, type Tensor } from '@tombola/engine';
import { InputError, type Recipe } from '@tombola/shared';
import type { Parameters } from '../initialise';
import { dropoutOf, parametersOf, type Network } from '../network/network';
import { buildOptimizer } from '../optimizer/build';
import type { Optimizer } from '../optimizer/optimizer';
import { learningRate } from '../schedule';
import { applyMask, checkMasks, type MaskTensors } from './masks';
import { dropoutNoise, type NoiseKey } from './noise';
import type { Pixels } from './pixels';
import { stepSignature, trainStep, type StepResults, type StepSignature } from './step';

/** Parameters, statistics among them, and optimizer slots between two steps. */
export interface TrainingState {
  readonly parameters: Parameters;
  readonly slots: Readonly<Record<string, Tensor<'float32'>>>;
}

/** Training batches, one after the other: raw bytes and class numbers, valid until the next call. */
export interface BatchSource {
  next(): { readonly images: Uint8Array; readonly labels: Int32Array };
}

type Steps = ScanProgram<StepSignature['carry'], StepSignature['shared'], StepSignature['each'], StepResults>;

/** Compiled training of one network with one recipe; serves any number of trainings. */
export class Trainer {
  private constructor(
    private readonly program: Steps,
    readonly network: Network,
    private readonly recipe: Recipe,
    private readonly optimizer: Optimizer,
  ) {}

  static async create(
    network: Network,
    recipe: Recipe,
    pixels: Pixels,
    options: Pick<RunOptions, 'provider' | 'threads'> = {},
  ): Promise<Trainer> {
    const optimizer = buildOptimizer(recipe.optimizer);
    const { batch, labelSmoothing } = recipe;
    const stepOptions = { network, optimizer, batch, labelSmoothing, pixels };
    const program = await compileScan(trainStep(stepOptions), stepSignature(stepOptions), options);
    return new Trainer(program, network, recipe, optimizer);
  }

  /** What runs the steps. */
  get engine(): string {
    return this.program.engine;
  }

  /**
   * The state before the first step: parameters masked, slots zero.
   *
   * @throws {InputError} when a mask does not fit the network.
   */
  start(parameters: Parameters, masks: MaskTensors): TrainingState {
    checkMasks(masks, this.network);
    const masked = Object.entries(parameters).map(
      ([name, parameter]) => [name, applyMask(parameter, masks[name])] as const,
    );
    const slots = parametersOf(this.network).flatMap(({ name, shape }) =>
      this.optimizer.slots.map((slot) => [`${name}/${slot}`, tensor(new Float32Array(sizeOf(shape)), shape)] as const),
    );
    return { parameters: Object.fromEntries(masked), slots: Object.fromEntries(slots) };
  }

  /**
   * Steps `from + 1` to `from + count` in one call of the runtime.
   *
   * @param noise what dropout draws; networks without need none.
   * @returns the state after them and the training loss of each.
   * @throws {InputError} when a batch has another size than the recipe's, or dropout has nothing to draw.
   */
  async advance(
    { parameters, slots }: TrainingState,
    masks: MaskTensors,
    batches: BatchSource,
    from: number,
    count: number,
    noise?: NoiseKey,
  ): Promise<{ state: TrainingState; losses: Float32Array }> {
    const { batch } = this.recipe;
    const size = this.network.inputShape.reduce((product, extent) => product * extent, 1);
    const images = new Uint8Array(count * batch * size);
    const labels = new Int32Array(count * batch);
    const scalars: Record<string, Float32Array> = {};
    for (let i = 0; i < count; i++) {
      const next = batches.next();
      if (next.labels.length !== batch || next.images.length !== batch * size) {
        throw new InputError({
          what: 'a training batch has the wrong size',
          value: `${next.labels.length} labels, ${next.images.length} bytes`,
          expected: `${batch} labels, ${batch * size} bytes`,
        });
      }
      images.set(next.images, i * batch * size);
      labels.set(next.labels, i * batch);
      const step = from + i + 1;
      for (const [name, value] of Object.entries(this.optimizer.scalars(step, learningRate(this.recipe, step)))) {
        (scalars[name] ??= new Float32Array(count))[i] = value;
      }
    }
    const results = await this.program.run({
      parameters,
      slots,
      masks,
      scalars: Object.fromEntries(Object.entries(scalars).map(([name, values]) => [name, tensor(values)])),
      images: tensor(images, [count, batch, ...this.network.inputShape], 'uint8'),
      labels: tensor(labels, [count, batch], 'int32'),
      keep: this.keep(from, count, noise),
    });
    return {
      // A record without members, such as the slots of plain SGD, does not come back.
      state: { parameters: floats(results.parameters), slots: floats(results.slots ?? {}) },
      losses: float(results.loss).data,
    };
  }

  private keep(from: number, count: number, noise: NoiseKey | undefined) {
    if (noise !== undefined) return dropoutNoise(this.network, noise, this.recipe.batch, from, count);
    const [dropout] = dropoutOf(this.network);
    if (dropout === undefined) return {};
    throw new InputError({ what: `${dropout.name} has nothing to draw what it drops from`, expected: 'a noise key' });
  }

  async dispose(): Promise<void> {
    await this.program.dispose();
  }
}

function floats(results: Readonly<Record<string, Tensor>>): Record<string, Tensor<'float32'>> {
  return Object.fromEntries(Object.entries(results).map(([name, result]) => [name, float(result)]));
}

function float(result: Tensor): Tensor<'float32'> {
  if (isFloat(result)) return result;
  throw new TypeError(`the training step gave ${result.dtype} where float32 was due`);
}

function isFloat(result: Tensor): result is Tensor<'float32'> {
  return result.dtype === 'float32';
}
