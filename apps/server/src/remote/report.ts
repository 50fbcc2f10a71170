import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InputError, type LevelResult, type Study } from '@tombola/shared';
import type { StudyLevel, StudyReport } from '@tombola/studies';
import writeFileAtomic from 'write-file-atomic';
import type { Output } from '../cli/output';
import { reportText } from '../cli/report-text';
import type { ServerContext } from '../cli/shell';
import type { StudyDetail } from '../client/api';
import type { Client } from '../client/client';

/** What `report.json` says, as `reportJson` of @tombola/studies makes it. */
interface ReportFile {
  readonly study: string;
  readonly scale: string;
  readonly hash: string;
  readonly seeds: readonly number[];
  /** Those of earlier versions do not say it. */
  readonly testImages?: readonly string[];
  readonly claims: StudyReport['claims'];
  /** As `testImages`. */
  readonly headlines?: StudyReport['headlines'];
  readonly levels: readonly (Pick<LevelResult, 'key' | 'seed' | 'level' | 'density' | 'metrics'> & {
    readonly arm: string;
    readonly draw: number;
  })[];
}

/**
 * The report of a study that a server has: its files in the results folder, its text as if it had been run here.
 *
 * @throws {TombolaError} CONFLICT while there is nothing to report.
 */
export async function reportOutput(client: Client, context: ServerContext, study: StudyDetail): Promise<Output> {
  const { files } = await client.studies.report.query({ study: study.id });
  const report = JSON.parse(files['report.json']!) as ReportFile;
  // Where the same study run here would have it.
  const folder = join(context.resultsFolder, 'studies', basename(`${report.study}-${report.scale}-${report.hash}`));
  await writeFiles(folder, files);
  const { title, tables } = await tablesOf(study, report);
  const text = await reportText({
    title,
    scale: report.scale,
    seeds: report.seeds.length,
    trainings: new Set(report.levels.map(({ key }) => key)).size,
    testImages: report.testImages ?? [],
    tables,
    claims: report.claims,
    headlines: report.headlines ?? [],
    folder,
  });
  const figure = files['figure.svg'] === undefined ? null : join(folder, 'figure.svg');
  return { value: { ...report, id: study.id, folder, figure }, text: () => text };
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFileAtomic(join(folder, basename(name)), text);
  } catch (error) {
    throw new InputError(
      {
        what: 'the report cannot be written',
        value: folder,
        expected: 'a folder of yours',
        mend: `${(error as Error).message}. Name another: --results DIR.`,
      },
      { cause: error },
    );
  }
}

async function tablesOf(study: StudyDetail, report: ReportFile) {
  const { tableOfStudy, toObservations } = await import('@tombola/studies');
  // The server has read it before it stored it; one of another version may have members that this one does not know.
  const declared = study.declaration as unknown as Study;
  const levels = report.levels.map(({ arm, draw, ...result }): StudyLevel => ({
    arm,
    draw,
    result: { ...result, format: 'tombola-level-1', layers: {}, history: [], record: {} },
  }));
  const observations = toObservations(levels);
  return { title: declared.title, tables: declared.tables.map((table) => tableOfStudy(declared, table, observations)) };
}
