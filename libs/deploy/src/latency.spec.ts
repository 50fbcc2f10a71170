import { exportOnnx } from './export';
import { measureLatency } from './latency';
import { randomExport } from './testing/fixture';

const bytes = exportOnnx(randomExport());

test('every call is timed, of as many examples as asked', async () => {
  const latency = await measureLatency(bytes, { batch: 3, calls: 4 });
  expect(latency).toMatchObject({ batch: 3, calls: 4, threads: 1, provider: 'cpu' });
  expect(latency.leastMs).toBeGreaterThan(0);
  expect(latency.medianMs).toBeGreaterThanOrEqual(latency.leastMs);
});

test('what is no ONNX file is refused by name', async () => {
  await expect(measureLatency(Buffer.from('hello'))).rejects.toThrow(/the ONNX file is not an ONNX model/);
});
