import { OnnxSession } from '@tombola/engine';
import { exportOnnx } from './export';
import { measureLatencies, measureLatency } from './latency';
import { randomExport } from './testing/fixture';

const bytes = exportOnnx(randomExport());

test('every call is timed, of as many examples as asked', async () => {
  const latency = await measureLatency(bytes, { batch: 3, calls: 4 });
  expect(latency).toMatchObject({ batch: 3, calls: 4, threads: 1, provider: 'cpu' });
  expect(latency.leastMs).toBeGreaterThan(0);
  expect(latency.medianMs).toBeGreaterThanOrEqual(latency.leastMs);
});

test('files to compare have their turns, and a latency each in their order', async () => {
  const runs: number[] = [];
  const load = OnnxSession.load.bind(OnnxSession);
  let loaded = 0;
  const spy = jest.spyOn(OnnxSession, 'load').mockImplementation(async (...given) => {
    const session = await load(...given);
    const [which, run] = [loaded++, session.run.bind(session)];
    session.run = (...feeds) => {
      runs.push(which);
      return run(...feeds);
    };
    return session;
  });
  expect(await measureLatencies([bytes, bytes], { calls: 7 })).toMatchObject([{ calls: 7 }, { calls: 7 }]);
  spy.mockRestore();
  const five = (which: number) => Array<number>(5).fill(which);
  expect(runs).toEqual([...five(0), ...five(1), ...five(0), ...five(1), 0, 0, 1, 1]);
});

test('what is no ONNX file is refused by name', async () => {
  await expect(measureLatency(Buffer.from('hello'))).rejects.toThrow(/the ONNX file is not an ONNX model/);
});
