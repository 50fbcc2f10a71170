import type { Tensor as OrtTensor } from 'onnxruntime-node';
import { constant, node, replaceInputs, type Graph, type Value } from './graph/graph';
import { encodeModel, outputNames } from './onnx/model';
import { Copies } from './run/copies';
import { DeviceSession } from './run/device';
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

  /** @param step the graph of one step, lowered for the provider */
  static async load(step: Graph, { carry, shared, each }: StepInputs, options: RunOptions): Promise<Stepwise> {
    const gathered = each.filter((name) => gathers(inputOf(step, name)));
    const body = gathered.length === 0 ? step : gatherSlices(step, gathered);
    const carried = gathered.length === 0 ? carry : [...carry, INDEX];
    const names = outputNames(body);
    const files = new Map(body.outputs.map(([name], i) => [name, names[i]!]));
    const stay = carried.map((name) => files.get(name)!);
    const session = await DeviceSession.load(encodeModel(body), options, stay);
    const used = (some: Names) => some.filter((name) => session.inputs.includes(name));
    const held = used([...carried, ...shared, ...gathered]);
    const valuesOf = (some: Names) => new Map(some.map((name) => [name, inputOf(body, name)]));
    const toDevice = await Copies.load(valuesOf(held), 'device', options);
    const toHost = await Copies.load(valuesOf(carry), 'host', options);
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

/** The number of the step, which it counts on the device. */
const INDEX = 'step index';

/** Whether the device takes its slices of an input itself; it has no such op for bytes. */
function gathers({ dtype }: Value): boolean {
  return dtype === 'float32' || dtype === 'int32';
}

/**
 * The step with some inputs stacked, of which it takes the slice of its number. A transfer to the device costs about as
 * much as a hundred small ops, however little it carries, so numbers of steps should not travel one by one.
 */
function gatherSlices(step: Graph, names: Names): Graph {
  const index: Value = { dtype: 'int32', shape: [], source: { kind: 'input', name: INDEX } };
  const stacks = names.map((name) => {
    const slice = inputOf(step, name);
    return { slice, stack: { ...slice, shape: ['steps', ...slice.shape] } };
  });
  const slices = stacks.map(({ slice, stack }) => [slice, node('Gather', [stack, index], slice, { axis: 0 })] as const);
  const { outputs } = replaceInputs(step, new Map(slices));
  const others = step.inputs.filter((value) => !stacks.some(({ slice }) => slice === value));
  const next = node('Add', [index, constant('int32', [], Int32Array.of(1))], index);
  return { inputs: [...others, ...stacks.map(({ stack }) => stack), index], outputs: [...outputs, [INDEX, next]] };
}

function inputOf(body: Graph, name: string): Value {
  return body.inputs.find(({ source }) => source.kind === 'input' && source.name === name)!;
}

function pick(names: Names, tensorOf: (name: string) => Tensor): Record<string, OrtTensor> {
  return Object.fromEntries(names.map((name) => [name, toOrt(tensorOf(name))]));
}

/** The i-th of stacked tensors; shares their memory. */
function slice({ dtype, shape: [, ...shape], data }: Tensor, i: number): Tensor {
  const size = sizeOf(shape);
  return { dtype, shape, data: data.subarray(i * size, (i + 1) * size) };
}
