import type { DenseNull, Theme } from '@tombola/geometry';
import { Command } from 'commander';
import { nonNegativeInteger, positiveInteger } from './arguments';
import { columns } from './columns';
import type { Context } from './context';
import { themeOption } from './geometry-weights';
import type { Output } from './output';
import type { Shell } from './shell';
import { commandLine, planOf, reportOutput, trainStudy } from './study';
import { planOptions, type PlanFlags } from './study-options';
import { writeTextFile } from './write-file';

interface GeometryStudyOptions extends PlanFlags {
  readonly jobs?: number;
  readonly svg?: string;
  readonly theme: Theme;
  readonly seed?: number;
}

/** `tombola geometry study`: the lottery study of decision polygons, run, judged and drawn. */
export function geometryStudyCommand(shell: Shell): Command {
  return planOptions(new Command('study'))
    .description(
      'what tickets keep of the decision polygon: train what is missing of the study, judge it, draw the polygons',
    )
    .option('--jobs <n>', 'trainings at a time (default: one a core)', positiveInteger)
    .option('--svg <file>', 'draw polygons and decision regions, a row an initialisation, a column a round')
    .option('--seed <n>', 'the seed that is drawn (default: the first)', nonNegativeInteger)
    .addOption(themeOption())
    .action(shell.action(study));
}

async function study(context: Context, options: GeometryStudyOptions): Promise<Output> {
  const { jobs, svg, theme, seed, ...flags } = options;
  const plan = await planOf('tropical', flags);
  const { Results, studyGrid, studyNull } = await import('@tombola/studies');
  await trainStudy(context, plan, jobs);
  const results = new Results(context.resultsFolder);
  const report = await reportOutput(context, plan, commandLine(plan, 'tropical', flags));
  const bands = (await studyNull(plan, results))?.bands;
  if (svg !== undefined) {
    const { drawLotteryGrid, svgDocument } = await import('@tombola/geometry');
    await writeTextFile(svg, svgDocument(drawLotteryGrid(await studyGrid(plan, results, seed)), { theme }));
  }
  return {
    value: { ...(report.value as object), denseNull: bands ?? null, ...(svg !== undefined && { grid: svg }) },
    text: () => [report.text!(), ...(bands === undefined ? [] : [nullTable(bands)])].join('\n'),
  };
}

function nullTable({ orientation, hausdorff, rays }: DenseNull['bands']): string {
  const rows = [
    ['orientation (radians)', orientation],
    ['Hausdorff, perimeters 1', hausdorff],
    ['boundary rays (radians)', rays],
  ] as const;
  const shown = rows.map(([name, { low, median, high, n }]) => [
    name,
    ...[low, median, high].map((value) => value.toPrecision(3)),
    String(n),
  ]);
  return `Dense against dense: the middle 95 % of distances between seeds\n${columns(
    ['distance', 'low', 'median', 'high', 'pairs'],
    shown,
  )}`;
}
