import { levelLayersOut, type StoredTensor } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { openFixture, viewer, type Fixture } from './testing/fixture';
import { launchTiny } from './testing/launch';
import { finishWithTensors, paperTensors, type PaperTensors } from './testing/paper-tensors';
import { addWorker, claim } from './testing/train';
import { levelsRouter } from './trials';
import { router } from './trpc';

const app = router({ levels: levelsRouter });
let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());
afterEach(() => expect(fixture.failures).toEqual([]));

const api = () => fixture.as(app, viewer).levels;

const bias = (...values: number[]): StoredTensor => ({ shape: [values.length], data: Float32Array.from(values) });

/** The dense level of the tiny study, trained on paper, biases included. */
async function trained() {
  await launchTiny(fixture);
  const held = await claim(fixture, await addWorker(fixture));
  const paper = paperTensors(held);
  const biases = {
    'dense_1/bias': bias(0.5, 0, 0, 0, 0, 0, 0, -1),
    'dense_2/bias': bias(0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
  };
  const starts = Object.entries(biases).map(([name, { shape, data }]) => {
    return [`init/${name}`, { shape, data: data.map((value) => -value) }] as const;
  });
  const tensors: PaperTensors = {
    ...paper,
    ticket: { ...paper.ticket, ...Object.fromEntries(starts) },
    final: { ...paper.final, ...biases },
  };
  await finishWithTensors(fixture, held, tensors);
  return { level: held.hold.level, ...tensors };
}

test('weights are told by output unit, as they are stored', async () => {
  const { level, final, ticket } = await trained();
  const found = await api().layers({ level });
  expect(levelLayersOut.parse(found)).toEqual(found);
  expect(
    found.layers.map(({ name, weights, bias }) => [name, weights.length, weights[0]!.length, bias.length]),
  ).toEqual([
    ['dense_1', 8, 784, 8],
    ['dense_2', 10, 8, 10],
  ]);
  const [first, second] = found.layers;
  const stored = final['dense_2/weights']!.data;
  expect(second!.weights[3]).toEqual(Array.from({ length: 8 }, (_, input) => stored[input * 10 + 3]));
  expect(first!.bias).toEqual([0.5, 0, 0, 0, 0, 0, 0, -1]);

  const start = await api().layers({ level, at: 'start' });
  expect(start.layers[1]!.weights[3]![2]).toBe(ticket['init/dense_2/weights']!.data[2 * 10 + 3]);
  expect(start.layers[0]!.bias[7]).toBe(1);
});

test('levels that are not there, not done, too large or of another network are refused', async () => {
  await launchTiny(fixture, { change: { network: { name: 'conv-2' } } });
  await launchTiny(fixture, { change: { network: { name: 'mlp', hidden: [1000] } } });
  await launchTiny(fixture);
  const { rows } = await fixture.store.db.execute<{ id: string; network: string }>(sql`
    select l.id, t.recipe -> 'network' ->> 'name' as network from levels l join trials t on t.id = l.trial_id
    where l.level = 0 order by l.no`);
  const ask = (level: string) => api().layers({ level });
  await expect(ask(rows[0]!.id)).rejects.toThrow(/not dense layers with ReLU.*conv-2/);
  await expect(ask(rows[1]!.id)).rejects.toThrow(/too many parameters.*795010/);
  await expect(ask(rows[2]!.id)).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(ask('000000000000-s0-l0')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('units that a method took out are not told', async () => {
  await launchTiny(fixture);
  const held = await claim(fixture, await addWorker(fixture));
  const final = {
    'dense_1/weights': { shape: [784, 1], data: new Float32Array(784).fill(2) },
    'dense_1/bias': bias(3),
    'dense_2/weights': { shape: [1, 10], data: Float32Array.from({ length: 10 }, (_, i) => i) },
    'dense_2/bias': { shape: [10], data: new Float32Array(10) },
  };
  await finishWithTensors(fixture, held, { ...paperTensors(held), final });
  const { layers } = await api().layers({ level: held.hold.level });
  expect(layers[0]).toMatchObject({ bias: [3], weights: [Array(784).fill(2)] });
  expect(layers[1]!.weights.flat()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('weights that do not fit their network are nobody’s mistake', async () => {
  await launchTiny(fixture);
  const held = await claim(fixture, await addWorker(fixture));
  await finishWithTensors(fixture, held, { ...paperTensors(held), final: {} });
  await expect(api().layers({ level: held.hold.level })).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  expect(fixture.failures).toHaveLength(1);
  await fixture.clear();
});
