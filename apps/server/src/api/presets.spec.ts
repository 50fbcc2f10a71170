import { recipeSchema } from '@tombola/shared';
import { presetsRouter } from './presets';
import { openFixture, viewer, type Fixture } from './testing/fixture';
import { router } from './trpc';

const app = router({ presets: presetsRouter });
let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const api = () => fixture.as(app, viewer).presets;

test('the literature is listed whole, and each study can be had', async () => {
  const { items } = await api().list();
  expect(items.map(({ id }) => id)).toEqual(['lth']);
  expect(await api().get({ preset: 'lth' })).toEqual(items[0]);
  expect(items[0]).toMatchObject({
    scales: { paper: { seeds: [0, 1, 2, 3, 4], description: expect.any(String) as string } },
    declaration: { id: 'lth', arms: expect.any(Array) as unknown[] },
  });
});

test('what is not in the literature is not found', async () => {
  for (const preset of ['nothing', 'constructor', '__proto__', "'; --", '']) {
    await expect(api().get({ preset })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  expect(fixture.failures).toEqual([]);
});

test('the schema of recipes names every member, its default and its meaning', async () => {
  const schema = await api().recipeSchema();
  expect(schema).toMatchObject({
    type: 'object',
    additionalProperties: false,
    required: ['network', 'dataset', 'optimizer', 'steps'],
    properties: { steps: { description: 'Optimizer steps of every level.' }, batch: { default: 60 } },
  });
  expect(Object.keys(schema.properties as object)).toEqual(Object.keys(recipeSchema.shape));
});
