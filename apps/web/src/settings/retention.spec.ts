import fc from 'fast-check';
import { changesOf, retentionMembers, textsOf, wrongDays } from './retention';

const configured = { metricEventDays: 2, eventDays: 90, logDays: 30, orphanDays: 30 };

test('what is not changed is not sent', () => {
  expect(changesOf(textsOf(configured), { retention: configured, configured })).toEqual({});
  const texts = { ...textsOf(configured), eventDays: '7.5', logDays: '30.0' };
  expect(changesOf(texts, { retention: configured, configured })).toEqual({ eventDays: 7.5 });
});

test('what is set to the server’s own number goes back to it, whatever that will be', () => {
  const retention = { ...configured, logDays: 1, eventDays: 10 };
  const texts = { ...textsOf(retention), logDays: '30' };
  expect(changesOf(texts, { retention, configured })).toEqual({ logDays: null });
});

test('numbers within the bounds are right, and nothing else is', () => {
  for (const text of ['0.01', '1', '3650', ' 7 ']) expect(wrongDays('eventDays', text)).toBeUndefined();
  for (const text of ['', ' ', '0', '-1', '3651', 'x', 'Infinity'])
    expect(wrongDays('eventDays', text)).toMatch(/0.01 to 3650/);
  expect(wrongDays('orphanDays', '0')).toBeUndefined();
  expect(wrongDays('orphanDays', '-0.1')).toMatch(/from 0 to/);
});

test('after a change is made, the same texts change nothing', () => {
  const days = fc.double({ min: 0.01, max: 3650, noNaN: true });
  const retention = fc.record({ metricEventDays: days, eventDays: days, logDays: days, orphanDays: days });
  fc.assert(
    fc.property(retention, retention, (before, wanted) => {
      const texts = textsOf(wanted);
      const changes = changesOf(texts, { retention: before, configured });
      const after = { ...before };
      for (const member of retentionMembers) {
        const change = changes[member];
        if (change !== undefined) after[member] = change ?? configured[member];
      }
      expect(after).toEqual(wanted);
      expect(changesOf(texts, { retention: after, configured })).toEqual({});
    }),
  );
});
