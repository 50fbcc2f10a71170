import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';
import type * as crypto from 'node:crypto';
import { openFuzzed, RUNS, tryAll, type Fuzzed } from './testing/fuzzed';
import { hostileValue } from './testing/hostile';
import { judge, type Verdict } from './testing/judge';
import { allProcedures, type Procedure } from './testing/procedures';
import { requestOf, waysOf, type Way } from './testing/requests';
import { almostWellFormed, wellFormed } from './testing/well-formed';

// Hashes of passwords cost next to nothing to make.
jest.mock('node:crypto', () => {
  const real: typeof crypto = jest.requireActual('node:crypto');
  const cheap = (...[word, salt, length, options, done]: Parameters<typeof real.scrypt>) =>
    real.scrypt(word, salt, length, { ...options, N: 16 }, done);
  return { ...real, scrypt: jest.fn(cheap) };
});

let fuzzed: Fuzzed;
beforeAll(async () => (fuzzed = await openFuzzed()));
afterAll(() => fuzzed?.close());
afterEach(() => fuzzed.ledger.checkAll());

/** Calls a procedure. What a refused call wrote is a fault; what an accepted one wrote is undone: every call finds the same. */
async function call(procedure: Procedure, way: Way, input: unknown): Promise<Verdict> {
  const { house, ledger } = fuzzed;
  const verdict = judge(procedure, way, await house.wire.send(requestOf(procedure, way, input)));
  if (procedure.type === 'mutation' && verdict.kind === 'answered') await ledger.restore();
  else await ledger.check();
  return verdict;
}

describe.each(allProcedures().map((procedure) => [procedure.name, procedure] as const))('%s', (_name, procedure) => {
  const ways = waysOf(procedure);
  const verdicts: Verdict[] = [];
  const check = (inputs: Arbitrary<unknown>, runs = RUNS) =>
    tryAll(runs * ways.length, [fc.constantFrom(...ways), inputs], async (way, value) => {
      verdicts.push(await call(procedure, way, value));
    });

  test('answers what is well-formed, or says why not', async () => {
    const isPast = (verdict: Verdict) => verdict.kind === 'answered' || verdict.code !== 'BAD_REQUEST';
    await check(wellFormed(procedure.input!, fuzzed.known));
    // Cursors are mostly those of other lists: a few runs may all be refused for theirs.
    if (!verdicts.some(isPast)) await check(wellFormed(procedure.input!, fuzzed.known), 10 * RUNS);
    // Otherwise nothing of what lies behind the schema was tried.
    expect(verdicts.some(isPast)).toBe(true);
  });

  test('answers what is almost well-formed, or says why not', () =>
    check(almostWellFormed(procedure.input!, fuzzed.known), 2 * RUNS));

  test('answers anything else, or says why not', () => check(hostileValue));
});

test('nobody complained', () => expect(fuzzed.house.complaints).toEqual([]));
