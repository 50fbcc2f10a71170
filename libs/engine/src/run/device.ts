import { InferenceSession, type Tensor as OrtTensor } from 'onnxruntime-node';
import { sessionOptions, type RunOptions } from './options';

/** Memory that tensors lie in: the host's, or the one of a device (`webgpu` only). */
export type Memory = 'cpu' | 'gpu-buffer';

/**
 * A loaded model some of whose outputs stay in the memory of the device and may be fed again, to this session or another
 * one of the same provider. What lies on the device is freed by `dispose` of the tensor.
 */
export class DeviceSession {
  private constructor(private readonly session: InferenceSession) {}

  /** @param stay where some outputs are left, by their names in the model; all others come to the host */
  static async load(
    model: Uint8Array,
    options: RunOptions,
    { memory, outputs }: { readonly memory: Memory; readonly outputs: readonly string[] },
  ): Promise<DeviceSession> {
    const preferredOutputLocation = Object.fromEntries(outputs.map((name) => [name, memory] as const));
    const session = await InferenceSession.create(model, { ...sessionOptions(options), preferredOutputLocation });
    return new DeviceSession(session);
  }

  get inputs(): readonly string[] {
    return this.session.inputNames;
  }

  async run(feeds: Readonly<Record<string, OrtTensor>>): Promise<Record<string, OrtTensor>> {
    return this.session.run(feeds);
  }

  /** Frees the model's memory. The session cannot run any more. */
  async dispose(): Promise<void> {
    await this.session.release();
  }
}
