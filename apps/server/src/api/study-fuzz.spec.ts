import fc from 'fast-check';
import { isRecord } from '@tombola/shared';
import { studiesRouter } from './studies';
import { editor, openFixture, type Fixture } from './testing/fixture';
import { addWorker, trainAll } from './testing/train';
import { tinyStudy } from './testing/tiny-study';
import { router } from './trpc';

const app = router({ studies: studiesRouter });
let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const anything = fc.oneof(
  fc.constantFrom("'; drop table studies; --", '\0', '\ud800', '../../etc/passwd', '%', 'x'.repeat(10_000), null, true),
  fc.constantFrom(0, -1, 0.5, 7, 2 ** 31, Number.MAX_SAFE_INTEGER, 1e308),
  fc.string({ unit: 'binary' }),
  fc.jsonValue(),
);

/** A value in which here and there something is another, gone or there twice. */
function spoilt(value: unknown): fc.Arbitrary<unknown> {
  const kept = (weight: number, arbitrary: fc.Arbitrary<unknown>, ...others: fc.Arbitrary<unknown>[]) =>
    fc.oneof({ weight, arbitrary }, { weight: 1, arbitrary: fc.oneof(anything, ...others) });
  if (Array.isArray(value)) {
    const twice = [value, value].flat() as unknown[];
    return kept(12, fc.tuple(...value.map(spoilt)), fc.constant([]), fc.constant(twice));
  }
  if (!isRecord(value)) return kept(60, fc.constant(value));
  const without = (key: string) => Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
  const members = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, spoilt(member)]));
  return kept(30, fc.record(members), fc.constantFrom(...Object.keys(value).map(without)));
}

const from = <T extends string>(name: T) => fc.constant(name);
const source = fc.oneof(
  fc.record({ from: from('declaration'), declaration: spoilt(tinyStudy), scale: spoilt('smoke') }),
  fc.record({ from: from('recipe'), recipe: spoilt(tinyStudy.recipe), seeds: spoilt([1]) }),
  fc.record({
    from: from('preset'),
    preset: spoilt('lth'),
    scale: from('smoke'),
    changes: spoilt({ steps: 30, method: { levels: 2 }, optimizer: { learningRate: 0.1 } }),
    draws: spoilt(2),
    seeds: spoilt([1, 2]),
  }),
);

test('whatever a study is made from, it is refused with a reason, or launched and can be read', async () => {
  const api = fixture.as(app, editor).studies;
  const worker = await addWorker(fixture);
  const law = async (spoiltSource: unknown) => {
    const input = { source: spoiltSource as never };
    const [estimate, created] = [await attempt(api.estimate(input)), await attempt(api.create(input))];
    expect(created.code).toBe(estimate.code);
    if (created.value === undefined) {
      expect(created.code).toBe('BAD_REQUEST');
      return;
    }
    const { id: study, levels } = created.value;
    if (levels < 50) await trainAll(fixture, worker);
    expect((await api.page({ study })).study).toEqual(await api.get({ study }));
    await api.aggregates({ study });
    expect([undefined, 'CONFLICT']).toContain((await attempt(api.report({ study }))).code);
    const clone = await api.create({ source: { from: 'clone', study } });
    expect(clone.planHash).toBe(created.value.planHash);
  };
  await fc.assert(fc.asyncProperty(source, law), { numRuns: 60 });
  expect(fixture.failures).toEqual([]);
}, 300_000);

async function attempt<T>(call: Promise<T>): Promise<{ value?: T; code?: string }> {
  try {
    return { value: await call };
  } catch (error) {
    return { code: (error as { code?: string }).code ?? 'none' };
  }
}
