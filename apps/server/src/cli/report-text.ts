import type { StudyTable } from '@tombola/figures';
import type { StudyReport } from '@tombola/studies';

/** What a terminal shows of a study's report, wherever it was made. */
export interface ReportSummary {
  readonly title: string;
  readonly scale: string;
  readonly seeds: number;
  readonly trainings: number;
  /** Which images accuracies are of. */
  readonly testImages: readonly string[];
  readonly tables: readonly StudyTable[];
  readonly claims: StudyReport['claims'];
  readonly headlines: StudyReport['headlines'];
  /** Where figure, tables and report lie. */
  readonly folder: string;
}

/** A report as people read it: tables, claims, and where the rest is. */
export async function reportText({
  title,
  scale,
  seeds,
  trainings,
  testImages,
  tables,
  claims,
  headlines,
  folder,
}: ReportSummary): Promise<string> {
  const [{ toText }, { familyInWords, numbersOf }] = await Promise.all([
    import('@tombola/figures'),
    import('@tombola/studies'),
  ]);
  return [
    `${title} (${scale}, ${seeds} seed${seeds === 1 ? '' : 's'}, ${trainings} trainings)`,
    ...(testImages.length === 0 ? [] : [`Test images: ${testImages.join('; ')}`]),
    ...tables.filter(({ columns }) => columns.length > 0).map((table) => toText(table).trimEnd()),
    [
      'Claims',
      ...claims.map(
        (claim) =>
          `  ${claim.verdict.padEnd(13)} ${claim.sentence}\n  ${''.padEnd(13)} ${[numbersOf(claim), claim.reason].filter(Boolean).join(' ')}${familyInWords(claim)}`,
      ),
    ].join('\n'),
    ...(headlines.length === 0 ? [] : [besideThePaper(headlines)]),
    `Figure, tables and report: ${folder}`,
  ].join('\n\n');
}

function besideThePaper(headlines: ReportSummary['headlines']): string {
  const rows = headlines.map(({ published, here, n }) => `  ${published}\n    ${here}, n = ${n}`);
  return ['Beside the paper, whose numbers are of its own protocol', ...rows].join('\n');
}
