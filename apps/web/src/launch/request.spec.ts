import { studyCreateSchema } from '@tombola/shared';
import { beneathClone, beneathDeclaration, beneathRecipe, type Beneath } from './beneath';
import type { LaunchState } from './launch-state';
import { requestOf } from './request';

const declaration = {
  id: 'lth',
  title: 'Winning tickets',
  recipe: { steps: 50_000, batch: 60 },
  arms: [{ id: 'dense', label: 'dense', recipe: { method: { name: 'dense' } } }],
  scales: {
    quick: { description: 'Minutes.', seeds: [0, 1, 2], recipe: { steps: 2000 }, draws: 1 },
    paper: { description: 'Hours.', seeds: [0, 1, 2, 3, 4], recipe: {}, draws: 3 },
  },
};
const plain: LaunchState = {
  from: 'study',
  preset: null,
  clone: null,
  trial: null,
  scale: null,
  seeds: '',
  draws: '',
  entries: {},
  sweep: [],
  json: null,
  name: '',
  tags: '',
  device: null,
  priority: '',
  retries: '',
};

const ask = (
  patch: Partial<LaunchState>,
  beneath: Beneath = beneathDeclaration(declaration, null),
  more: object = {},
) =>
  requestOf({
    state: { ...plain, ...patch },
    beneath,
    target: beneath.recipe,
    changes: {},
    combinations: [{ texts: [], recipe: beneath.recipe }],
    preset: 'lth',
    declaration: undefined,
    ...more,
  });

test('what was not said is not sent', () => {
  const { request, problems } = ask({});
  expect(request).toEqual({ source: { from: 'preset', preset: 'lth', scale: 'quick' } });
  expect(problems.size).toBe(0);
});

test('what was said is sent, as the API reads it', () => {
  const said = {
    seeds: '4,0-1',
    draws: '2',
    name: ' mine ',
    tags: 'a, b,a',
    device: 'gpu',
    priority: '-5',
    retries: '0',
  } as const;
  const { request } = ask(said, undefined, { changes: { steps: 7 } });
  expect(request).toEqual({
    source: { from: 'preset', preset: 'lth', scale: 'quick', seeds: [0, 1, 4], draws: 2, changes: { steps: 7 } },
    name: 'mine',
    tags: ['a', 'b'],
    device: 'gpu',
    priority: -5,
    retryLimit: 0,
  });
  expect(studyCreateSchema.parse(request)).toMatchObject(request!);
});

test('every field that is wrong says what was expected, and nothing is sent', () => {
  const { request, problems } = ask({
    seeds: '3-',
    draws: '0',
    priority: '101',
    retries: 'x',
    tags: '@',
    name: 'x'.repeat(201),
  });
  expect(request).toBeUndefined();
  expect([...problems.keys()].sort()).toEqual(['draws', 'name', 'priority', 'retries', 'seeds', 'tags']);
  expect(problems.get('draws')).toBe('Expected a whole number from 1 to 100.');
});

test('a recipe alone is a recipe, a sweep of it a declaration', () => {
  const beneath = beneathRecipe({ steps: 5 }, [7]);
  expect(ask({ from: 'recipe' }, beneath).request?.source).toEqual({
    from: 'recipe',
    recipe: { steps: 5 },
    seeds: [7],
  });
  const combinations = ['1', '2'].map((text) => ({
    texts: [{ path: 'batch', title: 'Batch', text }],
    recipe: { steps: 5, batch: Number(text) },
  }));
  expect(ask({ from: 'recipe', seeds: '0-1' }, beneath, { combinations }).request?.source).toMatchObject({
    from: 'declaration',
    scale: 'quick',
    declaration: {
      recipe: { steps: 5 },
      arms: [{ recipe: { batch: 1 } }, { recipe: { batch: 2 } }],
      scales: { quick: { seeds: [0, 1] } },
    },
  });
  expect(ask({ from: 'recipe' }, beneath, { combinations: [] }).problems.get('source')).toMatch(/more than 200 arms/);
});

test('a declaration is needed before it can be sent', () => {
  expect(ask({ from: 'declaration' }).problems.get('source')).toBe('Needed: a study as JSON.');
  expect(ask({ from: 'declaration' }, undefined, { declaration }).request?.source).toEqual({
    from: 'declaration',
    declaration,
    scale: 'quick',
  });
});

const study = {
  ...{ id: 'lth-paper-1', name: 'My study', preset: 'lth', scale: 'paper', device: 'gpu', priority: 3, retryLimit: 2 },
  ...{ declaration, options: { seeds: [9], changes: { batch: 30 } } },
} as unknown as Parameters<typeof beneathClone>[0];

test('a clone has the options of its study, at another scale only the changes', () => {
  const same = beneathClone(study, null, []);
  expect(same).toMatchObject({
    scale: 'paper',
    seeds: [9],
    draws: 3,
    recipe: { steps: 50_000, batch: 30 },
    device: 'gpu',
  });
  expect(ask({ clone: 'lth-paper-1' }, same).request).toEqual({
    source: { from: 'clone', study: 'lth-paper-1' },
    device: 'gpu',
    priority: 3,
  });
  const quick = beneathClone(study, 'quick', []);
  expect(quick).toMatchObject({ scale: 'quick', seeds: [0, 1, 2], draws: 1, recipe: { steps: 2000, batch: 30 } });
  expect(ask({ clone: 'lth-paper-1', scale: 'quick' }, quick).request?.source).toEqual({
    from: 'clone',
    study: 'lth-paper-1',
    scale: 'quick',
  });
});

test('a clone of a study of the literature knows whether the literature still says the same', () => {
  const preset = (more: object) => [{ id: 'lth', declaration: { ...declaration, ...more } }] as never;
  expect(beneathClone(study, null, preset({})).original?.preset).toBe('lth');
  expect(beneathClone(study, null, preset({ title: 'Another' })).original?.preset).toBeUndefined();
});

test('a network that is chosen is laid by its own protocol, where the study has one for it', () => {
  const withNetworks = {
    ...declaration,
    networks: {
      'conv-2': {
        recipe: { steps: 20_000, optimizer: { learningRate: 0.0002 }, dataset: { name: 'cifar-10' } },
        scales: { quick: { steps: 400 } },
      },
    },
  };
  const recipe = (scale: string, network?: string) => beneathDeclaration(withNetworks, scale, network).recipe;
  expect(recipe('paper', 'conv-2')).toMatchObject({ steps: 20_000, optimizer: { learningRate: 0.0002 } });
  expect(recipe('quick', 'conv-2')).toMatchObject({ steps: 400, dataset: { name: 'cifar-10' } });
  for (const network of [undefined, 'mlp', 'constructor']) {
    expect(recipe('quick', network)).toEqual(beneathDeclaration(declaration, 'quick').recipe);
  }
  const options = { changes: { network: { name: 'conv-2' } } };
  expect(beneathClone({ ...study, declaration: withNetworks, options }, 'quick', []).recipe).toMatchObject({
    network: { name: 'conv-2' },
    steps: 400,
  });
});

test('a declaration that is hardly one is laid beneath all the same', () => {
  expect(beneathDeclaration({ arms: [null, {}], scales: { quick: 3 }, recipe: [] }, 'paper')).toMatchObject({
    recipe: {},
    arms: [{ id: '0', label: 'arm 1', recipe: {} }],
    scales: [{ name: 'quick', seeds: [] }],
    scale: 'quick',
  });
});
