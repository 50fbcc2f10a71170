import { InferenceSession, type Tensor as OrtTensor } from 'onnxruntime-node';
import { sessionOptions, type RunOptions } from './options';

/**
 * A loaded model some of whose outputs stay in the memory of the device (`webgpu` only) and may be fed again, to this
 * session or another one of the same provider. What lies on the device is freed by `dispose` of the tensor.
 */
export class DeviceSession {
  private constructor(private readonly session: InferenceSession) {}

  /** @param stay the outputs that stay on the device, by their names in the model */
  static async load(model: Uint8Array, options: RunOptions, stay: readonly string[]): Promise<DeviceSession> {
    const preferredOutputLocation = Object.fromEntries(stay.map((name) => [name, 'gpu-buffer'] as const));
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
