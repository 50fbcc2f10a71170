import { compileScan, sizeOf, tensor, type RunOptions, type ScanProgram, type Tensor } from '@tombola/engine';
import { InputError, type Recipe } from '@tombola/shared';
import type { Parameters } from '../initialise';
import { dropoutOf, type Network } from '../network/network';
import { buildOptimizer } from '../optimizer/build';
import type { Optimizer } from '../optimizer/optimizer';
import { learningRate } from '../schedule';
import { float, floats } from './floats';
import { applyMask, checkMasks, type MaskTensors } from './masks';
import { dropoutNoise, type NoiseKey } from './noise';
import { bytesPerValue, examplesTensor, type Pixels } from './pixels';
import { mostStepsOfNoise, PLAIN, ruleNoise, type StepRule } from './rule';
import { Scratch } from './scratch';
import { trainedParameters } from './signature';
import { stepSignature, trainStep, type StepResults, type StepSignature } from './step';

/** Parameters, statistics and a rule's own among them, optimizer slots and a rule's memory between two steps. */
export interface TrainingState {
  readonly parameters: Parameters;
  readonly slots: Readonly<Record<string, Tensor<'float32'>>>;
  readonly memory?: Readonly<Record<string, Tensor<'float32'>>>;
}

/** What of a recipe the schedule of a training follows; it is not compiled. */
export type Schedule = Pick<Recipe, 'schedule' | 'optimizer' | 'steps'> & {
  /** The step at which slots are zero: where Adam's corrections count from. Default 0; a rewound training goes on later. */
  readonly from?: number;
};

/** Training batches, one after the other: raw bytes and class numbers, valid until the next call. */
export interface BatchSource {
  next(): { readonly images: Uint8Array; readonly labels: Int32Array };
}

type Steps = ScanProgram<StepSignature['carry'], StepSignature['shared'], StepSignature['each'], StepResults>;

/** Compiled training of one network with one recipe; serves any number of trainings. */
export class Trainer {
  private readonly scratch = new Scratch();

  private constructor(
    private readonly program: Steps,
    readonly network: Network,
    private readonly recipe: Pick<Recipe, 'batch'> & Schedule,
    private readonly optimizer: Optimizer,
    private readonly rule: StepRule,
    private readonly pixels: Pixels,
  ) {}

  static async create(
    network: Network,
    recipe: Recipe,
    pixels: Pixels,
    { rule = PLAIN, ...options }: Pick<RunOptions, 'provider' | 'threads'> & { readonly rule?: StepRule } = {},
  ): Promise<Trainer> {
    const optimizer = buildOptimizer(recipe.optimizer);
    const { batch, labelSmoothing } = recipe;
    const stepOptions = { network, optimizer, batch, labelSmoothing, pixels, rule };
    const program = await compileScan(trainStep(stepOptions), stepSignature(stepOptions), options);
    return new Trainer(program, network, recipe, optimizer, rule, pixels);
  }

  /**
   * The same compiled training by another schedule and for another number of steps. What is compiled stays: of the
   * optimizer only its learning rate may differ. Dispose of one of them.
   */
  scheduled(schedule: Schedule): Trainer {
    return new Trainer(
      this.program,
      this.network,
      { ...this.recipe, ...schedule },
      this.optimizer,
      this.rule,
      this.pixels,
    );
  }

  /** The most steps that a call should have; what it draws for all of them is in memory at once. */
  get mostSteps(): number {
    return mostStepsOfNoise(this.rule.noise);
  }

  /** What runs the steps. */
  get engine(): string {
    return this.program.engine;
  }

  /**
   * The state before the first step: parameters masked unless the rule keeps what is pruned, slots and memory zero.
   *
   * @param parameters the network's, its statistics and the rule's own
   * @throws {InputError} when a mask does not fit the network, or a parameter of the rule is missing.
   */
  start(parameters: Parameters, masks: MaskTensors): TrainingState {
    checkMasks(masks, this.network);
    const missing = this.rule.parameters?.find(({ name }) => parameters[name] === undefined);
    if (missing !== undefined) {
      throw new InputError({
        what: `${missing.name} has no value to start from`,
        expected: `[${missing.shape.join()}]`,
      });
    }
    const masked = Object.entries(parameters).map(
      ([name, parameter]) =>
        [name, this.rule.keepsPruned === true ? parameter : applyMask(parameter, masks[name])] as const,
    );
    const slots = trainedParameters(this.network, this.rule).flatMap(({ name, shape }) =>
      this.optimizer.slots.map((slot) => [`${name}/${slot}`, zerosOf(shape)] as const),
    );
    const memory = (this.rule.memory ?? []).map(({ name, shape }) => [name, zerosOf(shape)] as const);
    return {
      parameters: Object.fromEntries(masked),
      slots: Object.fromEntries(slots),
      ...(memory.length > 0 && { memory: Object.fromEntries(memory) }),
    };
  }

  /**
   * Steps `from + 1` to `from + count` in one call of the runtime.
   *
   * @param noise what dropout and the rule draw; trainings without need none.
   * @returns the state after them and the training loss of each.
   * @throws {InputError} when a batch has another size than the recipe's, or dropout has nothing to draw.
   */
  async advance(
    { parameters, slots, memory = {} }: TrainingState,
    masks: MaskTensors,
    batches: BatchSource,
    from: number,
    count: number,
    noise?: NoiseKey,
  ): Promise<{ state: TrainingState; losses: Float32Array }> {
    const { batch } = this.recipe;
    const size = sizeOf(this.network.inputShape) * bytesPerValue(this.pixels);
    const images = new Uint8Array(count * batch * size);
    const labels = new Int32Array(count * batch);
    const scalars: Record<string, Float32Array> = {};
    const numbers: Record<string, Float32Array> = {};
    const note = (into: Record<string, Float32Array>, i: number, values: Readonly<Record<string, number>>) => {
      for (const [name, value] of Object.entries(values)) (into[name] ??= new Float32Array(count))[i] = value;
    };
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
      note(scalars, i, this.optimizer.scalars(step - (this.recipe.from ?? 0), learningRate(this.recipe, step)));
      note(numbers, i, this.rule.numbers?.(step) ?? {});
    }
    const drawn = this.drawn(from, count, noise);
    const results = await this.program.run({
      parameters,
      slots,
      memory,
      masks,
      scalars: vectors(scalars),
      numbers: vectors(numbers),
      noise: drawn,
      images: examplesTensor(images, [count, batch, ...this.network.inputShape], this.pixels),
      labels: tensor(labels, [count, batch], 'int32'),
      keep: this.keep(from, count, noise),
    });
    this.scratch.give(Object.values(drawn).map(({ data }) => data));
    return {
      // A record without members, such as the slots of plain SGD, does not come back.
      state: {
        parameters: floats(results.parameters),
        slots: floats(results.slots ?? {}),
        ...(results.memory !== undefined && { memory: floats(results.memory) }),
      },
      losses: float(results.loss).data,
    };
  }

  private keep(from: number, count: number, noise: NoiseKey | undefined) {
    if (noise !== undefined) return dropoutNoise(this.network, noise, this.recipe.batch, from, count);
    const [dropout] = dropoutOf(this.network);
    if (dropout === undefined) return {};
    throw new InputError({ what: `${dropout.name} has nothing to draw what it drops from`, expected: 'a noise key' });
  }

  private drawn(from: number, count: number, noise: NoiseKey | undefined): Record<string, Tensor<'float32'>> {
    const { noise: noises = [], key } = this.rule;
    if (noises.length === 0) return {};
    if (noise !== undefined) return ruleNoise(noises, noise, from, count, (length) => this.scratch.take(length));
    throw new InputError({ what: `the method (${key}) has nothing to draw from`, expected: 'a noise key' });
  }

  async dispose(): Promise<void> {
    await this.program.dispose();
  }
}

function vectors(values: Readonly<Record<string, Float32Array>>): Record<string, Tensor<'float32'>> {
  return Object.fromEntries(Object.entries(values).map(([name, each]) => [name, tensor(each)]));
}

function zerosOf(shape: readonly number[]): Tensor<'float32'> {
  return tensor(new Float32Array(sizeOf(shape)), shape);
}
