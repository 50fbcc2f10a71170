import { InputError, methodSchema } from '@tombola/shared';
import { studyById } from './literature/literature';
import { merge, planStudy, readStudy } from './study';

const lth = studyById('lth');

test('patches merge member by member; another name replaces, null removes', () => {
  const base = { method: { name: 'imp', levels: 18, rate: 0.2 }, seeds: [1, 2], dataset: { name: 'mnist', limit: 5 } };
  expect(merge(base, { method: { levels: 3 }, seeds: [7], dataset: { limit: null } })).toEqual({
    method: { name: 'imp', levels: 3, rate: 0.2 },
    seeds: [7],
    dataset: { name: 'mnist' },
  });
  expect(merge(base, { method: { name: 'dense' } })).toEqual({ ...base, method: { name: 'dense' } });
});

test('another data set keeps the scale’s limits', () => {
  const plan = planStudy(lth, { scale: 'smoke', changes: { dataset: { name: 'mnist' } } });
  const { dataset } = plan.arms[0]!.recipes[0]!;
  expect(dataset).toMatchObject({ name: 'mnist', limit: 2000, validation: 500, testLimit: 500 });
});

test('a plan holds one recipe a draw, and every arm differs from the ticket in what it declares only', () => {
  const plan = planStudy(lth, { scale: 'paper' });
  const [dense, ticket, reinit] = plan.arms;
  expect(plan.seeds).toEqual([0, 1, 2, 3, 4]);
  expect(dense!.recipes).toHaveLength(1);
  expect(ticket!.recipes[0]).toMatchObject({
    steps: 50_000,
    batch: 60,
    method: { name: 'imp', levels: 18, rate: 0.2 },
  });
  const levels = [3, 7, 12, 15, 18];
  expect(reinit!.recipes.map(({ control }) => control)).toEqual(
    [0, 1, 2].map((draw) => ({ name: 'reinit', draw, levels })),
  );
  expect({ ...reinit!.recipes[0], control: undefined }).toEqual({ ...ticket!.recipes[0], control: undefined });
});

test('changes reach every arm, and other results have another hash', () => {
  const plan = (options: object) => planStudy(lth, { scale: 'quick', ...options });
  expect(
    plan({ changes: { dataset: { name: 'mnist' } } }).arms.every(({ recipes }) => recipes[0]!.dataset.name === 'mnist'),
  ).toBe(true);
  expect(plan({ seeds: [2, 1, 0, 0] }).hash).toBe(plan({}).hash);
  expect(plan({ changes: { batch: 60 } }).hash).toBe(plan({}).hash);
  expect(plan({ seeds: [0, 1] }).hash).not.toBe(plan({}).hash);
  expect(plan({ changes: { steps: 7 } }).hash).not.toBe(plan({}).hash);
});

describe('another network', () => {
  const ticketOf = (scale: 'smoke' | 'quick' | 'paper', changes: Record<string, unknown>) =>
    planStudy(lth, { scale, changes }).arms.find(({ id }) => id === 'ticket')!.recipes[0]!;

  test.each([
    ['conv-2', 2e-4, 20_000, 0.1],
    ['conv-4', 3e-4, 25_000, 0.1],
    ['conv-6', 3e-4, 30_000, 0.15],
  ])('%s is trained as figure 2 of the paper says', (name, learningRate, steps, convRate) => {
    expect(ticketOf('paper', { network: { name } })).toMatchObject({
      network: { name },
      dataset: { name: 'cifar-10' },
      initialiser: 'glorot-normal',
      optimizer: { name: 'adam', learningRate },
      steps,
      batch: 60,
      method: { name: 'imp', levels: 18, rate: 0.2, convRate, outputRate: 0.1 },
    });
  });

  test.each([
    ['resnet-20', 0.03, 30_000, 128, 20_000],
    ['vgg-19', 0.1, 112_480, 64, 10_000],
  ])(
    '%s has SGD with momentum and warm-up, and convolutions that compete',
    (name, learningRate, steps, batch, warmup) => {
      const { method, ...recipe } = ticketOf('paper', { network: { name } });
      expect(recipe).toMatchObject({
        optimizer: { name: 'sgd', learningRate, momentum: 0.9 },
        schedule: { name: 'step', factor: 0.1, warmup },
        steps,
        batch,
        augmentation: 'crop-flip',
      });
      expect(method).toEqual(
        methodSchema.parse({ name: 'imp', levels: 18, rate: 0.2, scope: 'global', layers: 'conv' }),
      );
    },
  );

  test('is smoked with few steps of few images, and changes are the last word', () => {
    for (const name of Object.keys(lth.networks!)) {
      const { steps, batch, dataset } = ticketOf('smoke', { network: { name } });
      expect(steps * batch).toBeLessThanOrEqual(40);
      expect(dataset.limit).toBeLessThanOrEqual(600);
      expect(dataset.testLimit).toBeLessThanOrEqual(100);
      expect(ticketOf('quick', { network: { name } }).method).toMatchObject({ levels: 3, rate: 0.488 });
      const changed = ticketOf('smoke', { network: { name }, steps: 7, dataset: { name: 'glyphs' } });
      expect(changed).toMatchObject({ steps: 7, dataset: { name: 'glyphs', limit: dataset.limit } });
    }
    expect(ticketOf('quick', { network: { name: 'conv-2' } }).method).toMatchObject({ convRate: 0.271 });
  });

  test('changes nothing of the studies that there were: LeNet’s plans have the hashes that they had', () => {
    expect(planStudy(lth, { scale: 'smoke' }).hash).toBe('f68be1a6d724');
    expect(planStudy(lth, { scale: 'quick' }).hash).toBe('abd59ebdcc00');
    expect(planStudy(lth, { scale: 'quick', changes: { network: { name: 'lenet-300-100' } } }).hash).toBe(
      'abd59ebdcc00',
    );
  });
});

test('a wrong change is refused with the member', () => {
  expect(() => planStudy(lth, { scale: 'quick', changes: { optimizer: { learningRate: 0 } } })).toThrow(
    /optimizer\.learningRate/,
  );
  expect(() => planStudy(lth, { scale: 'quick', changes: { stepz: 1 } })).toThrow(/stepz/);
});

test('a network that is impossible for its data is refused before anything is trained', () => {
  const planOf = (network: object) => () => planStudy(lth, { scale: 'smoke', changes: { network } });
  const nodes = [{ op: 'max-pool', size: 29 }, { op: 'flatten' }, { op: 'dense', units: 'classes' }];
  expect(planOf({ name: 'custom', definition: { name: 'mine', nodes } })).toThrow(
    /max_pool_1 \(max-pool\) has a window larger than its image \(got "29 x 29"\): expected at most 28 x 28/,
  );
  expect(planOf({ name: 'custom', definition: { name: 'mine', nodes: nodes.slice(1) } })).not.toThrow();
});

test('a study from JSON is checked', () => {
  expect(readStudy(JSON.parse(JSON.stringify(lth)))).toEqual(lth);
  expect(() => readStudy({ ...lth, arms: [] })).toThrow(InputError);
  for (const id of ['alchemy', 'constructor', '__proto__', '']) expect(() => studyById(id)).toThrow(/lth/);
});

test('what a recipe starts from is checked with it: a source of other images, a pruning that cannot be', () => {
  const transferring = (source: unknown) => () =>
    planStudy(tickets, { scale: 'smoke', changes: { method: { name: 'transfer', source } } });
  // Of what is transferred no mask can be shuffled.
  const tickets = { ...lth, arms: lth.arms.filter(({ id }) => id !== 'shuffle') };
  const method = { name: 'imp', levels: 1 };
  expect(transferring({ method, dataset: { name: 'fashion-mnist' } })).not.toThrow();
  expect(transferring({ method, dataset: { name: 'cifar-10' } })).toThrow(/tickets do not fit images of another shape/);
  const late = { ...method, restart: { name: 'rewind', step: 1_000_000 } };
  expect(transferring({ method: late })).toThrow(/the training is over where survivors restart/);
});

test('a control that names no level of its method is refused, with those that there are', () => {
  const planOf = (method: object, control: object) => () =>
    planStudy({ ...lth, arms: [{ id: 'ticket', label: 'ticket', recipe: { method, control } }] }, { scale: 'smoke' });
  const imp = { name: 'imp', levels: 2 };
  const snip = { name: 'snip', sparsities: [0.5] };
  expect(planOf(imp, { name: 'shuffle', levels: [2] })).not.toThrow();
  expect(planOf(imp, { name: 'reorder', levels: [0, 2] })).not.toThrow();
  expect(planOf(imp, { name: 'shuffle', levels: [2, 9] })).toThrow(
    /the control shuffle names levels that there are not of the method imp \(got \[9\]\): expected some of 1, 2/,
  );
  expect(planOf({ ...imp, levels: 9 }, { name: 'reorder', levels: [10] })).toThrow(/expected some of 0 to 9/);
  expect(planOf(imp, { name: 'reinit', levels: [] })).toThrow(/names no level of the method imp/);
  expect(planOf(snip, { name: 'reorder', levels: [0] })).toThrow(/\(got \[0\]\): expected some of 1/);
  expect(planOf(snip, { name: 'reorder' })).not.toThrow();
});
