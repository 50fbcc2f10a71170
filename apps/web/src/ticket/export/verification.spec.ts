import { checkMeanings, readVerification } from './verification';

const names = Object.keys(checkMeanings);
const passed = {
  ok: true,
  checks: names.map((name) => ({ name, ok: true, detail: `${name} is fine` })),
  zeros: [{ parameter: 'dense_1/weights', zeros: 5, pruned: 5, keptZeros: 1, ok: true }],
  ...{ maxAbsDifference: 0, largestLogit: 51.3, argmaxAgreement: 1, accuracy: 0.97, examples: 10000 },
  ...{ provider: 'cpu', bytes: 1068855, sha256: '13bc' },
};

test('a report is read whole', () => {
  expect(readVerification(passed)).toEqual({
    ...passed,
    checks: names.map((name) => ({
      ...{ name, ok: true, detail: `${name} is fine` },
      meaning: checkMeanings[name as keyof typeof checkMeanings],
    })),
  });
});

test('checks that were not made are said to be so', () => {
  const { ok, checks, accuracy } = readVerification({
    ok: false,
    checks: [{ name: 'file', ok: false, detail: 'it is no ONNX file' }],
  })!;
  expect(ok).toBe(false);
  expect(accuracy).toBeUndefined();
  expect(checks.map((each) => each.ok)).toEqual([false, ...names.slice(1).map(() => undefined)]);
  expect(checks[1]!.detail).toBe('not checked');
});

test('a failed check is a failed report, whatever the report says', () => {
  const checks = passed.checks.map((each) => ({ ...each, ok: each.name !== 'parity' }));
  expect(readVerification({ ...passed, checks })!.ok).toBe(false);
});

test('checks of a later version are shown, after those that are known', () => {
  const checks = [{ name: 'colour', ok: true, detail: 'blue' }, ...passed.checks];
  const read = readVerification({ ...passed, checks })!;
  expect(read.checks.at(-1)).toEqual({ name: 'colour', meaning: undefined, ok: true, detail: 'blue' });
});

test('what is no report is none, and odd members are left out', () => {
  for (const value of [null, undefined, 'ok', [], {}, { checks: 3 }]) expect(readVerification(value)).toBeUndefined();
  const odd = readVerification({ ok: true, checks: [null, 7, { ok: true }], zeros: [null, {}], accuracy: 'high' })!;
  expect([odd.zeros, odd.accuracy, odd.ok]).toEqual([[], undefined, true]);
});
