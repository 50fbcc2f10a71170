import { verdictCounts } from './verdict-counts';

const claim = (
  verdict: 'holds' | 'does not hold' | 'not decided',
  adjustedPValue: number | null,
  interval: [number, number] | null = [0.1, 0.2],
) => ({ verdict, adjustedPValue, interval, confidence: 0.95 });

test('verdicts are counted, and those that do not stand among all claims are told', () => {
  const claims = [claim('holds', 0.01), claim('holds', 0.2), claim('does not hold', 0.01), claim('not decided', 0.9)];
  expect(verdictCounts(claims)).toBe('2 hold (1 after Holm), 1 does not hold, 1 not decided');
});

test('a claim without spread stands as it is, and what nobody found is not told', () => {
  expect(verdictCounts([claim('holds', null, [0, 0])])).toBe('1 holds');
  expect(verdictCounts([claim('does not hold', 0), claim('does not hold', 0)])).toBe('2 do not hold');
  expect(verdictCounts([])).toBe('');
});
