import type { Tensor as OrtTensor } from 'onnxruntime-node';
import { gatherSlices, INDEX } from './graph/gather-slices';
import { inputOf, type Graph, type Value } from './graph/graph';
import { encodeModel, outputNames } from './onnx/model';
import { Copies } from './run/copies';
import { DeviceSession, type Memory } from './run/device';
import { fromOrt, toOrt } from './run/onnx';
import type { RunOptions } from './run/options';
import { scalar, sizeOf, zeros, type Tensor } from './tensor';

type Names = readonly string[];
type Feeds = Readonly<Record<string, Tensor>>;

/** The inputs of a step: state that it changes, what is the same for every step, what has a slice for every step. */
export interface StepInputs {
  readonly carry: Names;
  readonly shared: Names;
  readonly each: Names;
}

/**
 * A step that repeats, as one call a step between which state stays in the memory of the device. For a provider
 * without a kernel of ONNX's Scan: there the runtime runs the loop on cpu, and copies all state to the device and back
 * in every step.
 */
export class Stepwise {
  private constructor(
    private readonly step: DeviceSession,
    private readonly toDevice: Copies,
    private readonly toHost: Copies,
    /** What lies on the device before the first step; the names of inputs that no result needs are left out. */
    private readonly inputs: { readonly held: Names; readonly sliced: Names; readonly carry: ReadonlySet<string> },
    /** The names of the step's outputs in its model. */
    private readonly files: ReadonlyMap<string, string>,
  ) {}

  /**
   * @param step the graph of one step, lowered for the provider
   * @param memory the provider's own, where state stays
   */
  static async load(
    step: Graph,
    { carry, shared, each }: StepInputs,
    options: RunOptions,
    memory: Memory = 'gpu-buffer',
  ): Promise<Stepwise> {
    const gathered = each.filter((name) => gathers(inputOf(step, name)));
    const body = gathered.length === 0 ? step : gatherSlices(step, gathered);
    const carried = gathered.length === 0 ? carry : [...carry, INDEX];
    const names = outputNames(body);
    const files = new Map(body.outputs.map(([name], i) => [name, names[i]!]));
    const stay = { memory, outputs: carried.map((name) => files.get(name)!) };
    const session = await DeviceSession.load(encodeModel(body), options, stay);
    const used = (some: Names) => some.filter((name) => session.inputs.includes(name));
    const held = used([...carried, ...shared, ...gathered]);
    const valuesOf = (some: Names) => new Map(some.map((name) => [name, inputOf(body, name)]));
    const toDevice = await orDispose(Copies.load(valuesOf(held), memory, options), session);
    const toHost = await orDispose(Copies.load(valuesOf(carry), 'cpu', options), session, toDevice);
    const sliced = used(each.filter((name) => !gathered.includes(name)));
    return new Stepwise(session, toDevice, toHost, { held, sliced, carry: new Set(carried) }, files);
  }

  /**
   * Runs a number of steps.
   *
   * @param feeds inputs of `each` are stacked, with `steps` as the first extent
   * @returns by the names of the step: carried results, the last ones, and all others stacked
   */
  async run(feeds: Feeds, steps: number): Promise<Map<string, Tensor>> {
    const { held, sliced, carry } = this.inputs;
    const given: Feeds = { ...feeds, [INDEX]: scalar(0, 'int32') };
    const device = await this.toDevice.copy(pick(held, (name) => given[name]!));
    try {
      const reported = new Map<string, Tensor>();
      for (let i = 0; i < steps; i++) {
        const results = await this.step.run({ ...device, ...pick(sliced, (name) => slice(feeds[name]!, i)) });
        for (const [name, file] of this.files) {
          if (carry.has(name)) {
            device[name]?.dispose();
            device[name] = results[file]!;
          } else {
            const result = fromOrt(results[file]!);
            if (i === 0) reported.set(name, zeros([steps, ...result.shape], result.dtype));
            reported.get(name)!.data.set(result.data, i * result.data.length);
          }
        }
      }
      const state = await this.toHost.copy(device);
      return new Map([...Object.entries(state).map(([name, value]) => [name, fromOrt(value)] as const), ...reported]);
    } finally {
      for (const tensor of Object.values(device)) tensor.dispose();
    }
  }

  async dispose(): Promise<void> {
    await Promise.all([this.step, this.toDevice, this.toHost].map((session) => session.dispose()));
  }
}

/** Whether the device takes its slices of an input itself; it has no such op for bytes. */
function gathers({ dtype }: Value): boolean {
  return dtype === 'float32' || dtype === 'int32';
}

/** Disposes what was loaded before, when a load fails. */
async function orDispose<T>(load: Promise<T>, ...before: readonly { dispose(): Promise<void> }[]): Promise<T> {
  try {
    return await load;
  } catch (error) {
    await Promise.allSettled(before.map((loaded) => loaded.dispose()));
    throw error;
  }
}

function pick(names: Names, tensorOf: (name: string) => Tensor): Record<string, OrtTensor> {
  return Object.fromEntries(names.map((name) => [name, toOrt(tensorOf(name))]));
}

/** The i-th of stacked tensors; shares their memory. */
function slice({ dtype, shape: [, ...shape], data }: Tensor, i: number): Tensor {
  const size = sizeOf(shape);
  return { dtype, shape, data: data.subarray(i * size, (i + 1) * size) };
}
