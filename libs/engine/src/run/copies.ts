import type { Tensor as OrtTensor } from 'onnxruntime-node';
import type { Value } from '../graph/graph';
import { encodeModel, outputNames } from '../onnx/model';
import { DeviceSession, type Memory } from './device';
import type { RunOptions } from './options';

/** Copies tensors from the host to the memory of a device, or back. */
export class Copies {
  private constructor(
    private readonly session: DeviceSession,
    private readonly files: ReadonlyMap<string, string>,
  ) {}

  /**
   * @param values what is to be copied, by name
   * @param memory where to
   */
  static async load(values: ReadonlyMap<string, Value>, memory: Memory, options: RunOptions): Promise<Copies> {
    const inputs = [...values].map(
      ([name, { dtype, shape }]) => ({ dtype, shape, source: { kind: 'input', name } }) as const,
    );
    const graph = { inputs, outputs: inputs.map((value) => [value.source.name, value] as const) };
    const names = outputNames(graph);
    const session = await DeviceSession.load(encodeModel(graph), options, { memory, outputs: names });
    return new Copies(session, new Map(inputs.map(({ source }, i) => [source.name, names[i]!])));
  }

  async copy(tensors: Readonly<Record<string, OrtTensor>>): Promise<Record<string, OrtTensor>> {
    const copied = await this.session.run(tensors);
    return Object.fromEntries([...this.files].map(([name, file]) => [name, copied[file]!]));
  }

  async dispose(): Promise<void> {
    await this.session.dispose();
  }
}
