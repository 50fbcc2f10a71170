import type { Observation } from '@tombola/figures';
import { InputError, meanInterval } from '@tombola/shared';
import fc from 'fast-check';
import { adjustedPValues, judge, readClaim, standsAmongAll, type ClaimDeclaration } from './claims';

const claim: ClaimDeclaration = {
  id: 'ticket-accuracy',
  sentence: 'Winning tickets reach the accuracy of the dense network.',
  source: 'arXiv 1803.03635, section 2',
  metric: 'accuracy',
  arm: 'ticket',
  against: { arm: 'dense', level: 0 },
  densities: [0.2, 0.7],
  relation: 'at least',
  margin: 0.003,
};

/** Ticket levels 0 to 3 and dense level 0; `differences[seed]` is what the ticket has more than the dense network. */
function study(differences: readonly number[], dense = 0.98): Observation[] {
  return differences.flatMap((difference, seed) => [
    { arm: 'dense', seed, draw: 0, level: 0, density: 1, metrics: { accuracy: dense } },
    ...[0, 1, 2, 3].map((level) => ({
      arm: 'ticket',
      seed,
      draw: 0,
      level,
      density: 0.6 ** level,
      metrics: { accuracy: dense + difference },
    })),
  ]);
}

test('a claim holds when the whole interval is on its side of the threshold', () => {
  const differences = [0.001, 0.002, 0.0, 0.001, 0.002];
  const judgement = judge(claim, study(differences));
  expect(judgement).toMatchObject({ verdict: 'holds', n: 5, threshold: -0.003, intervalKind: 'paired t' });
  expect(judgement.effect).toBeCloseTo(0.0012, 12);
  expect(judgement.levels.map(({ level }) => level)).toEqual([1, 2, 3]);
  meanInterval(differences, 0.95).forEach((bound, i) => expect(judgement.interval![i]).toBeCloseTo(bound, 12));
  expect(judgement.reason).toMatch(
    /^The 95 % interval of the difference over 5 seeds, .* lies above the threshold -0.003\.$/,
  );
});

test('an arm may be compared with a number', () => {
  const against = { ...claim, against: { value: 0.98 } };
  const [differences, dense] = [[0.001, 0.002, 0.0], 0.98] as const;
  expect(judge(against, study(differences, dense))).toEqual(judge(claim, study(differences, dense)));
  expect(judge({ ...against, against: { value: 0.99 } }, study(differences))).toMatchObject({
    verdict: 'does not hold',
  });
  expect(judge({ ...against, arm: 'nobody' }, study(differences))).toMatchObject({ verdict: 'not decided', n: 0 });
});

test('it does not hold when the interval is wholly on the other side', () => {
  expect(judge(claim, study([-0.02, -0.021, -0.019]))).toMatchObject({ verdict: 'does not hold' });
});

test('it is not decided when the interval contains the threshold', () => {
  const judgement = judge(claim, study([-0.02, 0.02, 0.01]));
  expect(judgement.verdict).toBe('not decided');
  expect(judgement.reason).toContain('contains the threshold');
});

test.each([
  ['at least', 0.01, -0.005, 'holds'],
  ['at least', 0.01, -0.015, 'does not hold'],
  ['greater', 0.01, 0.015, 'holds'],
  ['greater', 0.01, 0.005, 'does not hold'],
  ['at most', 0.01, 0.005, 'holds'],
  ['at most', 0.01, 0.015, 'does not hold'],
  ['less', 0.01, -0.015, 'holds'],
  ['less', 0.01, -0.005, 'does not hold'],
] as const)('"%s" with margin %f and a difference near %f %s', (relation, margin, difference, verdict) => {
  const differences = [-0.0001, 0, 0.0001].map((noise) => difference + noise);
  expect(judge({ ...claim, relation, margin }, study(differences)).verdict).toBe(verdict);
});

test('levels are averaged within a seed, and draws too: seeds alone are counted', () => {
  const observations = [0, 1, 2].flatMap((seed) => [
    ...[1, 2].map((level) => ({
      arm: 'ticket',
      seed,
      draw: 0,
      level,
      density: 0.6 ** level,
      metrics: { accuracy: seed + level },
    })),
    ...[1, 2].flatMap((level) =>
      [0, 1].map((draw) => ({
        arm: 'reinit',
        seed,
        draw,
        level,
        density: 0.6 ** level,
        metrics: { accuracy: draw },
      })),
    ),
  ]);
  const { n, perSeed } = judge({ ...claim, against: { arm: 'reinit' } }, observations);
  expect(n).toBe(3);
  expect(perSeed).toEqual([
    { seed: 0, value: 1.5, against: 0.5, difference: 1 },
    { seed: 1, value: 2.5, against: 0.5, difference: 2 },
    { seed: 2, value: 3.5, against: 0.5, difference: 3 },
  ]);
});

test('equal differences are decided by arithmetic', () => {
  const judgement = judge({ ...claim, margin: 0 }, study([0, 0, 0]));
  expect(judgement).toMatchObject({ verdict: 'holds', effect: 0, interval: [0, 0] });
  expect(judgement.reason).toContain('Every seed gave the same difference');
  expect(judge({ ...claim, margin: 0, relation: 'greater' }, study([0, 0, 0])).verdict).toBe('does not hold');
  expect(standsAmongAll({ ...judgement, adjustedPValue: null })).toBe(true);
});

test('two seeds decide nothing, however equal', () => {
  expect(judge(claim, study([0.1, 0.1]))).toMatchObject({
    verdict: 'not decided',
    n: 2,
    reason: '2 seeds, fewer than the 3 that an interval needs.',
  });
  expect(judge(claim, study([0.1]))).toMatchObject({ verdict: 'not decided', interval: null, pValue: null });
});

const at = (arm: string, seed: number, level: number, density: number, accuracy: number, draw = 0) => ({
  ...{ arm, seed, draw, level, density },
  metrics: { accuracy },
});

test('levels are compared by density where arms count them otherwise', () => {
  const seeds = [0, 1, 2].flatMap((seed) => [
    at('ticket', seed, 1, 0.2, 0.8 + seed / 1000),
    at('other', seed, 1, 0.5, 0.1),
    at('other', seed, 4, 0.2, 0.7),
  ]);
  const { effect } = judge({ ...claim, against: { arm: 'other' }, densities: [0, 0.3] }, seeds);
  expect(effect).toBeCloseTo(0.101, 10);
});

test('a level of another density is compared only where the claim asks for its number, and the reason says so', () => {
  const observations = [0, 1, 2].flatMap((seed) => [
    at('ticket', seed, 1, 0.2, 0.9 + seed / 1000),
    at('other', seed, 1, 0.25, 0.7),
  ]);
  const others = (against: object) => ({
    ...claim,
    against: { arm: 'other', ...against },
    densities: [0, 0.3] as const,
  });
  const byDensity = judge(others({}) as ClaimDeclaration, observations);
  expect(byDensity).toMatchObject({ verdict: 'not decided', n: 0, effect: null });
  expect(byDensity.reason).toBe(
    'Arm other has no level of a density near 0.2 to compare level 1 of arm ticket with: it is not done yet, or has other densities ("by": "level" compares by number).',
  );
  const byLevel = judge(others({ by: 'level' }) as ClaimDeclaration, observations);
  expect(byLevel.verdict).toBe('holds');
  expect(byLevel.reason).toMatch(/ Compared at other densities: 20 with 25 % of the weights\.$/);
  const renumbered = observations.map((each) => (each.arm === 'other' ? { ...each, level: 2 } : each));
  expect(judge(others({ by: 'level' }) as ClaimDeclaration, renumbered)).toMatchObject({
    verdict: 'not decided',
    reason: expect.stringMatching(/^Not every seed is there: seed 0 has no level 1 in arm other;/) as string,
  });
  // Rounding of channels or layers is no other density.
  const near = observations.map((each) => (each.arm === 'other' ? { ...each, level: 3, density: 0.2015 } : each));
  expect(judge(others({}) as ClaimDeclaration, near)).toMatchObject({
    verdict: 'holds',
    levels: [{ level: 1, density: 0.2, with: { level: 3, density: 0.2015 } }],
    reason: expect.not.stringContaining('other densities') as string,
  });
});

test('a seed that lacks a draw which others have is not complete', () => {
  const draws = (seed: number, count: number) =>
    Array.from({ length: count }, (_, draw) => at('reinit', seed, 1, 0.2, 0.7 + draw / 1000, draw));
  const of = (last: number) =>
    [0, 1, 2].flatMap((seed) => [at('ticket', seed, 1, 0.2, 0.9 + seed / 1000), ...draws(seed, seed === 2 ? last : 3)]);
  const better: ClaimDeclaration = { ...claim, against: { arm: 'reinit' }, densities: [0, 0.3], relation: 'greater' };
  expect(judge(better, of(3)).verdict).toBe('holds');
  expect(judge(better, of(2))).toMatchObject({
    verdict: 'not decided',
    n: 2,
    reason: 'Not every seed is there: seed 2 has 2 of 3 draws of level 1 in arm reinit.',
  });
});

test('the level that is really compared says whether a value is at its bound', () => {
  const of = (atBound: number) =>
    [0, 1, 2].flatMap((seed) => [
      at('ticket', seed, 1, 0.2, 0.5 + seed / 1000),
      ...[1, 2].map((level) => at('other', seed, level, level === 2 ? 0.2 : 0.5, level === atBound ? 1 : 0.8)),
    ]);
  const sooner: ClaimDeclaration = {
    ...{ ...claim, against: { arm: 'other' }, densities: [0, 0.3], relation: 'less', margin: 0, censoredAt: 1 },
  };
  expect(judge(sooner, of(2)).reason).toMatch(/^3 of the trainings compared are at the bound of 1/);
  expect(judge(sooner, of(1)).verdict).toBe('holds');
});

test('without a matching level nothing is decided', () => {
  expect(judge({ ...claim, densities: [0.01, 0.02] }, study([0, 0, 0]))).toMatchObject({
    verdict: 'not decided',
    effect: null,
    reason: 'Arm ticket has no level with a density from 0.01 to 0.02.',
  });
});

test('a seed or level missing in one arm leaves the claim undecided and is named', () => {
  const observations = study([0.01, 0.011, 0.012, 0.013]);
  const noDense = observations.filter(({ arm, seed }) => !(arm === 'dense' && seed === 2));
  expect(judge(claim, noDense)).toMatchObject({
    verdict: 'not decided',
    n: 3,
    reason: 'Not every seed is there: seed 2 has no level 0 in arm dense.',
  });
  const noLevel = observations.filter(({ arm, seed, level }) => !(arm === 'ticket' && seed === 1 && level === 3));
  expect(judge(claim, noLevel).reason).toContain('seed 1 has no level 3 in arm ticket');
  const alone = observations.filter(({ arm }) => arm === 'ticket');
  expect(judge(claim, alone)).toMatchObject({ verdict: 'not decided', n: 0, effect: null });
});

test('a level that lacks the metric counts as missing', () => {
  const observations = study([0.001, 0.002, 0.0]);
  const without = (level: number) =>
    observations.map((each) => (each.arm === 'ticket' && each.level === level ? { ...each, metrics: {} } : each));
  expect(judge(claim, without(0))).toEqual(judge(claim, observations));
  expect(judge({ ...claim, against: { arm: 'ticket', level: 2 } }, without(2))).toMatchObject({
    verdict: 'not decided',
    reason: expect.stringContaining('no level 2') as string,
  });
});

test('a metric that no level of the arms has is named; one that only some seeds have leaves those seeds missing', () => {
  const observations = study([0.001, 0.002, 0.0]);
  expect(judge({ ...claim, metric: 'accuracyy' }, observations)).toMatchObject({
    verdict: 'not decided',
    n: 0,
    reason: 'No level of ticket or dense has measured accuracyy.',
  });
  const without = observations.map((each) => (each.seed === 1 ? { ...each, metrics: {} } : each));
  for (const against of [claim.against, { value: 0.98 }])
    expect(judge({ ...claim, against }, without)).toMatchObject({
      verdict: 'not decided',
      n: 2,
      reason: 'Not every seed is there: seed 1 has no level 1 in arm ticket.',
    });
});

test('NaN is refused with the name of its observation, other arms are not looked at', () => {
  const nan = (arm: string) => ({ arm, seed: 7, draw: 0, level: 2, density: 0.36, metrics: { accuracy: NaN } });
  expect(() => judge(claim, [...study([0, 0, 0]), nan('ticket')])).toThrow(/arm ticket, seed 7, draw 0, level 2/);
  expect(judge(claim, [...study([0, 0, 0]), nan('shuffled')]).verdict).toBe('holds');
});

test('"at least" and "less" with the same margin never both hold, nor both fail', () => {
  const noisy = fc.array(fc.double({ min: -0.02, max: 0.02, noNaN: true }), { minLength: 3, maxLength: 6 });
  const opposite = { holds: 'does not hold', 'does not hold': 'holds', 'not decided': 'not decided' };
  fc.assert(
    fc.property(noisy, fc.double({ min: 0, max: 0.01, noNaN: true }), (differences, margin) => {
      const observations = study(differences);
      const verdict = (relation: 'at least' | 'less' | 'greater' | 'at most') =>
        judge({ ...claim, relation, margin }, observations).verdict;
      expect(verdict('less')).toBe(opposite[verdict('at least')]);
      expect(verdict('at most')).toBe(opposite[verdict('greater')]);
    }),
  );
});

test('among several claims, Holm takes back what chance could explain', () => {
  // p = 0.035 against 0: decided alone, not among four.
  const observations = study([0.001, 0.002, 0.003, 0.001]);
  const greater: ClaimDeclaration = { ...claim, relation: 'greater', margin: 0 };
  expect(judge(greater, observations).verdict).toBe('holds');
  const family = ['a', 'b', 'c', 'd'].map((id) => judge({ ...greater, id }, observations));
  const [adjustedPValue] = adjustedPValues(family);
  expect(adjustedPValue).toBeCloseTo(4 * family[0]!.pValue!, 12);
  expect(standsAmongAll({ ...family[0]!, adjustedPValue: adjustedPValue! })).toBe(false);
  expect(standsAmongAll({ ...family[0]!, adjustedPValue: adjustedPValues([family[0]!])[0]! })).toBe(true);
});

test('a claim is read from JSON with its defaults, and what is wrong is named', () => {
  expect(readClaim({ ...claim, margin: undefined })).toMatchObject({ margin: 0, confidence: 0.95 });
  expect(() => readClaim({ ...claim, densities: [0.7, 0.2] })).toThrow(/the lower density comes first/);
  expect(() => readClaim({ ...claim, relation: 'better' })).toThrow(InputError);
  expect(() => readClaim({ ...claim, marign: 1 })).toThrow(/marign/);
});

test('a value that only says "this or more" leaves a claim undecided', () => {
  const at = (arm: string, seed: number, level: number, share: number) => ({
    arm,
    seed,
    draw: 0,
    level,
    density: level === 0 ? 1 : 0.2,
    metrics: { share },
  });
  const shares = (last: number) =>
    [0, 1, 2].flatMap((seed) => [at('dense', seed, 0, 0.8), at('ticket', seed, 1, seed === 2 ? last : 0.5)]);
  const claim: ClaimDeclaration = {
    id: 'sooner',
    sentence: 'Tickets stop sooner.',
    source: 'a test',
    metric: 'share',
    arm: 'ticket',
    against: { arm: 'dense', level: 0 },
    densities: [0.1, 0.3],
    relation: 'at most',
    censoredAt: 1,
  };
  expect(judge(claim, shares(0.5)).verdict).toBe('holds');
  expect(judge(claim, shares(1))).toMatchObject({
    verdict: 'not decided',
    pValue: null,
    reason: expect.stringMatching(/^1 of the trainings compared is at/) as string,
  });
});
