import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { InputError } from '@tombola/shared';
import { isTensor } from '../record';
import { describeSpec, type DType, type Tensor, type TensorSpec } from '../tensor';
import { sessionOptions, type Provider, type RunOptions } from './options';
import { usable } from './usable';

// onnxruntime sends usage events to its maker unless told not to before its first session. Nothing leaves this machine
// without being asked for; who wants the events sets the variable to 0.
process.env.ORT_DISABLE_TELEMETRY ??= '1';

/** A loaded ONNX model: tensors by name in, tensors by name out. */
export class OnnxSession {
  private constructor(
    private readonly session: InferenceSession,
    /** The provider that really runs it. */
    readonly provider: Provider,
    /** Why another provider runs than the one asked for. */
    readonly fallback: string | undefined,
  ) {}

  /** Loads a model. A provider that cannot be used here is replaced by `cpu`, and `fallback` says why. */
  static async load(model: Uint8Array, options: RunOptions = {}): Promise<OnnxSession> {
    const { provider, fallback } = await usable(options.provider ?? 'cpu');
    const session = await InferenceSession.create(model, sessionOptions({ ...options, provider }));
    return new OnnxSession(session, provider, fallback);
  }

  get inputs(): readonly string[] {
    return this.session.inputNames;
  }

  get outputs(): readonly string[] {
    return this.session.outputNames;
  }

  async run(feeds: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>> {
    const ortFeeds: Record<string, OrtTensor> = {};
    for (const name in feeds) ortFeeds[name] = toOrt(feeds[name]!);
    const results = await this.session.run(ortFeeds);
    const tensors: Record<string, Tensor> = {};
    for (const name in results) tensors[name] = fromOrt(results[name] as OrtTensor);
    return tensors;
  }

  /** Frees the model's memory. The session cannot run any more. */
  async dispose(): Promise<void> {
    await this.session.release();
  }
}

/** A tensor as onnxruntime takes it; the elements are not copied. */
export function toOrt({ dtype, data, shape }: Tensor): OrtTensor {
  return new OrtTensor(dtype, data as Float32Array, shape);
}

/** A tensor of onnxruntime's; the elements are not copied. */
export function fromOrt(result: OrtTensor): Tensor {
  return { dtype: result.type as DType, shape: result.dims, data: result.data as Float32Array };
}

/** Checks a tensor against what a program expects of the input `name`; named extents must agree with `extents`. */
export function checkFeed(
  name: string,
  feed: Tensor | undefined,
  spec: TensorSpec,
  extents: Map<string, number>,
): void {
  const fits =
    isTensor(feed) &&
    feed.dtype === spec.dtype &&
    feed.shape.length === spec.shape.length &&
    spec.shape.every((extent, axis) => {
      const given = feed.shape[axis]!;
      if (typeof extent === 'number') return extent === given;
      if (!extents.has(extent)) extents.set(extent, given);
      return extents.get(extent) === given;
    });
  if (fits) return;
  const known = spec.shape.map((extent) =>
    typeof extent === 'string' && extents.has(extent) ? `${extent}=${extents.get(extent)}` : extent,
  );
  throw new InputError({
    what: feed === undefined ? `input ${name} is missing` : `input ${name} does not fit the program`,
    value: isTensor(feed) ? describeSpec(feed) : feed,
    expected: describeSpec({ dtype: spec.dtype, shape: known }),
    mend: 'Feed what the signature says, or compile the program for the new shape.',
  });
}
