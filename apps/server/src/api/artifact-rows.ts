import { sql } from 'drizzle-orm';
import { iso } from './system';

/** The row `a` of artifacts as an ArtifactOut. */
export const artifactJson = sql`jsonb_build_object(
  'id', a.id, 'kind', a.kind, 'name', a.name, 'mediaType', a.media_type, 'sha256', a.sha256, 'size', a.size,
  'level', (select l.id from levels l where l.no = a.level_no), 'createdBy', a.created_by,
  'createdAt', ${iso(sql`a.created_at`)})`;

/** The row `e` of exports as an ExportOut. */
export const exportJson = sql`jsonb_build_object(
  'id', e.id, 'level', (select l.id from levels l where l.no = e.level_no), 'state', e.state,
  'artifact', (select ${artifactJson} from artifacts a where a.id = e.artifact_id),
  'verified', e.verification -> 'ok' = 'true'::jsonb, 'verification', e.verification, 'error', e.error,
  'createdBy', e.created_by, 'createdAt', ${iso(sql`e.created_at`)}, 'finishedAt', ${iso(sql`e.finished_at`)})`;
