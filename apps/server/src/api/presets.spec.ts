import { recipeSchema } from '@tombola/shared';
import { literature } from '@tombola/studies';
import { presetsRouter } from './presets';
import { studiesRouter } from './studies';
import { editor, openFixture, viewer, type Fixture } from './testing/fixture';
import { addWorker, trainAll } from './testing/train';
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
  expect(items.map(({ id }) => id)).toEqual(Object.keys(literature));
  const { recorded, ...preset } = await api().get({ preset: 'lth' });
  expect(preset).toEqual(items[0]);
  expect(recorded).toMatchObject({
    dataset: 'mnist',
    scale: 'quick',
    command: 'tombola study run lth --scale quick --dataset mnist',
  });
  expect(items[0]).toMatchObject({
    scales: { paper: { seeds: [0, 1, 2, 3, 4], description: expect.any(String) as string } },
    declaration: { id: 'lth', arms: expect.any(Array) as unknown[] },
  });
});

test('the gallery has sentences with their recorded verdicts, and the first picture', async () => {
  const { recorded, declaration } = await api().get({ preset: 'lth' });
  const { items } = await api().gallery();
  expect(items.map(({ id, newest }) => [id, newest])).toEqual(Object.keys(literature).map((id) => [id, null]));
  const [{ claims, panel, recorded: about, figure, arms }] = items as [(typeof items)[number]];
  expect(claims.map((claim) => [claim.id, claim.recorded!.verdict, claim.recorded!.effect])).toEqual(
    recorded!.claims.map(({ id, verdict, effect }) => [id, verdict, effect]),
  );
  expect(panel).toMatchObject({ metric: 'testAccuracyAtEarlyStop', unit: 'percent' });
  expect(panel!.levels).toEqual(recorded!.levels.slice(0, arms.length));
  expect(about).toMatchObject({ planHash: recorded!.planHash, seeds: [0, 1, 2] });
  expect(figure).toEqual(declaration.figure);
});

test('the gallery names the study of a preset that was finished last here', async () => {
  const newest = async () => (await api().gallery()).items[0]!.newest;
  const launch = async (seeds: number[], more: object = {}) => {
    const source = { from: 'preset' as const, preset: 'lth', scale: 'smoke' as const, seeds };
    return (await studies().create({ source, ...more })).id;
  };
  const studies = () => fixture.as(router({ studies: studiesRouter }), editor).studies;
  const worker = await addWorker(fixture);
  const first = await launch([0]);
  expect(await newest()).toBeNull();
  await trainAll(fixture, worker);
  expect(await newest()).toMatchObject({
    id: first,
    scale: 'smoke',
    finishedAt: (await studies().get({ study: first })).finishedAt,
  });
  const second = await launch([1], { name: 'Again' });
  await trainAll(fixture, worker);
  await launch([2]);
  expect(await newest()).toMatchObject({ id: second, name: 'Again' });
  await studies().update({ study: second, archived: true });
  expect(await newest()).toMatchObject({ id: first });
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
