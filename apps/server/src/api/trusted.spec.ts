import { z } from 'zod';
import { reading, createCallerFactory, router } from './trpc';
import { openFixture, viewer } from './testing/fixture';
import { trusted } from './trusted';

test('an answer passes as it is, and the schema is still the schema', async () => {
  const schema = z.object({ a: z.string() });
  const app = router({
    ask: reading
      .input(z.void())
      .output(trusted(schema))
      .query(() => ({ a: 1 }) as never),
  });
  const fixture = await openFixture();
  const answer = await createCallerFactory(app)(fixture.contextOf(viewer)).ask();
  expect(answer).toEqual({ a: 1 });
  await fixture.close();
  expect(trusted(schema)).toBeInstanceOf(z.ZodObject);
  expect(z.toJSONSchema(trusted(schema))).toEqual(z.toJSONSchema(schema));
});
