import type { WorkerOut } from '@tombola/shared';

/** A live worker of two slots with nothing to do, unless told otherwise. */
export const worker = (change: Partial<WorkerOut> = {}): WorkerOut => ({
  id: 'wrk_0000000000000001',
  name: 'bench',
  host: 'bench.example',
  pid: 42,
  version: '0.1.0',
  device: 'cpu',
  provider: 'onnxruntime 1.30.0 cpu',
  slots: 2,
  state: 'live',
  memory: null,
  current: [],
  startedAt: '2026-01-01T00:00:00.000Z',
  heartbeatAt: '2026-01-01T00:01:00.000Z',
  ...change,
});
