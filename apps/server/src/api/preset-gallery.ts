import { omit, type PresetGallery } from '@tombola/shared';
import { literature, recordedStudy, type Study } from '@tombola/studies';
import { sql } from 'drizzle-orm';
import type { Queryable } from '../store/connect';
import { list } from '../store/sql';
import { iso } from './system';

type Item = PresetGallery['items'][number];
type Newest = NonNullable<Item['newest']>;

/** The literature with what was recorded of it, and the newest study of each that is done on this server. One query. */
export async function readGallery(db: Queryable): Promise<Item[]> {
  const studies = Object.values(literature);
  const { rows } = await db.execute<Newest & { preset: string }>(sql`
    select distinct on (s.preset) s.preset, s.id, s.name, s.scale, ${iso(sql`s.finished_at`)} as "finishedAt"
    from studies s
    where s.state = 'done' and s.archived_at is null and s.finished_at is not null
      and s.preset = any(${list(studies.map(({ id }) => id))}::text[])
    order by s.preset, s.finished_at desc, s.id`);
  const newest = new Map(rows.map(({ preset, ...study }) => [preset, study]));
  return studies.map((study) => itemOf(study, newest.get(study.id) ?? null));
}

function itemOf(study: Study, newest: Item['newest']): Item {
  const { id, title, question, citation, arms, claims, figure } = study;
  const recorded = recordedStudy(id);
  const verdicts = new Map(recorded?.claims.map((claim) => [claim.id, claim]));
  const panel = figure.y ?? figure.panels![0]!;
  return {
    ...{ id, title, question, citation, figure, newest },
    arms: arms.map(({ id: arm, label }) => ({ id: arm, label })),
    claims: claims.map(({ id: claim, sentence, source }) => ({
      id: claim,
      sentence,
      source,
      recorded: verdicts.get(claim) ?? null,
    })),
    recorded: recorded === undefined ? null : omit(recorded, 'levels', 'claims', 'matrices', 'pictures'),
    panel:
      recorded === undefined
        ? null
        : {
            metric: panel.metric,
            label: panel.label,
            unit: panel.unit,
            levels: recorded.levels.filter(({ metric }) => [panel.metric, figure.x.metric].includes(metric)),
          },
  };
}
