import { recordedOut } from '@tombola/shared';
import { judge } from '../claims';
import { shownMetrics } from '../shown-metrics';
import { literature } from './literature';
import { recordedStudy, recordsOf } from './recorded';
import { planOfRecord } from './what-was-run';

const recorded = Object.values(literature).flatMap((study) =>
  recordsOf(study.id).map((record) => ({ id: study.id, scale: record.scale, study, record })),
);

describe.each(recorded)('the record of $id at $scale', ({ study, record }) => {
  test('is of the study as it is declared now', () => {
    expect(recordedOut.parse(record)).toEqual(record);
    expect(planOfRecord(study, record).hash).toBe(record.planHash);
    expect(record.claims.map(({ id, sentence }) => [id, sentence])).toEqual(
      study.claims.map(({ id, sentence }) => [id, sentence]),
    );
    const arms = study.arms.map(({ id }) => id);
    expect(record.levels.map(({ metric, arm }) => `${metric} ${arm}`)).toEqual(
      shownMetrics(study).flatMap((metric) => arms.map((arm) => `${metric} ${arm}`)),
    );
  });

  test('has verdicts that follow from its numbers', () => {
    let followed = 0;
    for (const claim of study.claims) {
      const observations = record.levels
        .filter(({ metric }) => metric === claim.metric)
        .flatMap(({ arm, levels }) =>
          levels.flatMap(({ level, density, members }) =>
            members.map(({ seed, draw, value }) => ({
              ...{ arm, level, density, seed, draw },
              metrics: { [claim.metric]: value },
            })),
          ),
        );
      const planned = planOfRecord(study, record).arms.map(({ id }) => id);
      const isLeftOut = ![claim.arm, ...('arm' in claim.against ? [claim.against.arm] : [])].every((arm) =>
        planned.includes(arm),
      );
      if (isLeftOut)
        expect(record.claims.find(({ id }) => id === claim.id)).toMatchObject({ verdict: 'not decided', n: 0 });
      else expect([claim.id, observations.length]).not.toEqual([claim.id, 0]);
      if (observations.length === 0) continue;
      const { effect, interval, n, verdict } = judge(claim, observations);
      expect(record.claims.find(({ id }) => id === claim.id)).toMatchObject({ effect, interval, n, verdict });
      followed++;
    }
    expect(followed).toBeGreaterThan(0);
  });
});

test('what is not in the literature has no record', () => {
  for (const id of ['nothing', 'constructor', '__proto__']) expect(recordedStudy(id)).toBeUndefined();
});
