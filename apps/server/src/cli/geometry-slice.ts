import type { Box, Slice, Theme } from '@tombola/geometry';
import { InputError } from '@tombola/shared';
import { Command, Option } from 'commander';
import { numbersWithCommas, positiveInteger, threeNumbers } from './arguments';
import type { Context } from './context';
import { columns } from './columns';
import { levelView, type LevelView } from './geometry-level';
import { planeIn, planeOption, themeOption, weightsForm } from './geometry-weights';
import { jsonIn } from './json-file';
import type { Output } from './output';
import type { Shell } from './shell';
import { writeTextFile } from './write-file';

interface SliceCommandOptions {
  readonly weights?: string;
  readonly examples?: readonly number[];
  readonly box?: readonly number[];
  readonly plane?: string;
  readonly svg?: string;
  readonly out?: string;
  readonly theme: Theme;
  readonly memory: number;
}

/** `tombola geometry slice`: the exact linear regions of a network in a box of a plane of its inputs. */
export function geometrySliceCommand(shell: Shell): Command {
  return new Command('slice')
    .description('the exact linear regions and decision boundary of a network in a box of a plane')
    .argument('[level]', 'a trained network: RECIPE/seed-S/level-L, or RECIPE/seed-S for its last finished level')
    .option('--weights <file>', `a network of one’s own. ${weightsForm}`)
    .addOption(
      new Option(
        '--examples <i,j,k>',
        'of a level: the plane through three test examples, with a box around them',
      ).argParser(threeNumbers),
    )
    .option('--box <xmin,ymin,xmax,ymax>', 'in the coordinates of the plane', numbersWithCommas)
    .addOption(planeOption())
    .option('--svg <file>', 'draw it')
    .addOption(themeOption())
    .option('--out <file>', 'write vertices, edges, cells and classes as JSON')
    .addOption(
      new Option('--memory <MiB>', 'that cells may take while they are found').default(1024).argParser(positiveInteger),
    )
    .action(shell.action(slice));
}

async function slice(context: Context, options: SliceCommandOptions, level?: string): Promise<Output> {
  const view = await viewOf(context, options, level);
  const { network, plane, box } = view;
  const { sliceNetwork } = await import('@tombola/geometry');
  const progress = context.progress('slice');
  const started = performance.now();
  const found = await sliceNetwork(network, {
    box,
    plane,
    patterns: false,
    memory: options.memory * 2 ** 20,
    signal: context.signal,
    progress: (share) => progress.update(Math.round(share * 100), 100, '%'),
  }).finally(() => progress.finish());
  const seconds = Number(((performance.now() - started) / 1000).toFixed(3));
  if (options.svg !== undefined) await writeTextFile(options.svg, await drawn(found, view, options.theme));
  if (options.out !== undefined) await writeTextFile(options.out, JSON.stringify(plain(found)));
  const value = { ...summary(found, seconds), ...(view.examples.length > 0 && { examples: view.examples }) };
  const { tie } = await import('@tombola/geometry');
  const nameOf = (winner: number) => (winner === tie ? 'tie' : (view.classes[winner] ?? String(winner)));
  return { value, text: () => table(value, nameOf) };
}

/** What a command line asks to see. */
async function viewOf(
  context: Context,
  { weights, examples, ...options }: SliceCommandOptions,
  level: string | undefined,
): Promise<LevelView & { readonly box: Box }> {
  if ((weights === undefined) === (level === undefined)) {
    throw new InputError({ what: 'one network is sliced', expected: 'a level, or a file with --weights' });
  }
  if (examples !== undefined && (level === undefined || options.plane !== undefined)) {
    throw new InputError({ what: 'examples are of a level, and make its plane', expected: 'a level without --plane' });
  }
  const view = level === undefined ? await fileView(weights!) : await levelView(context, level, examples);
  const plane = options.plane === undefined ? view.plane : await planeIn(options.plane);
  const box = (options.box as Box | undefined) ?? view.box;
  if (box !== undefined) return { ...view, box, ...(plane && { plane }) };
  throw new InputError({ what: 'a slice has a box', expected: '--box xmin,ymin,xmax,ymax, or --examples of a level' });
}

async function fileView(weights: string): Promise<LevelView> {
  const { denseNetwork, readDenseLayers } = await import('@tombola/geometry');
  return { network: denseNetwork(readDenseLayers(await jsonIn(weights, 'these weights'))), classes: [], examples: [] };
}

async function drawn(found: Slice, { plane, classes, examples }: LevelView, theme: Theme): Promise<string> {
  const { drawSlice, svgDocument } = await import('@tombola/geometry');
  const axes = plane === undefined ? undefined : (['right', 'up'] as const);
  return svgDocument(drawSlice(found, { title: 'Exact slice', axes, classes, marks: examples }), { theme });
}

type Summary = ReturnType<typeof summary>;

function summary({ box, counts, boundary, vertices, edges }: Slice, seconds: number) {
  return {
    box,
    counts,
    boundary: { segments: boundary.edges.length, betti: boundary.betti, regions: boundary.regions },
    vertices: vertices.length / 2,
    edges: edges.line.length,
    seconds,
    /** Of the whole program, in bytes. */
    peakMemory: process.resourceUsage().maxRSS * 1024,
  };
}

/** The slice as JSON has it: flat lists. */
function plain({ box, counts, boundary, vertices, edges, cells, parts, stages }: Slice) {
  const lists = (record: object) =>
    Object.fromEntries(Object.entries(record).map(([key, values]) => [key, Array.from(values as Int32Array)]));
  return {
    box,
    counts,
    stages,
    vertices: Array.from(vertices),
    edges: lists(edges),
    cells: lists(cells),
    parts: lists(parts),
    boundary: { ...boundary, edges: Array.from(boundary.edges) },
  };
}

function table({ counts, boundary, seconds, peakMemory }: Summary, nameOf: (winner: number) => string): string {
  const rows = [
    ['cells (activation patterns)', counts.activation],
    ['connected linear regions', counts.connected],
    ['different affine maps', counts.maps],
    ['segments of the decision boundary', boundary.segments],
    ['its pieces and loops', boundary.betti.join(', ')],
    ['regions by class', boundary.regions.map((region) => `${nameOf(region.class)}: ${region.count}`).join(', ')],
    ['seconds', seconds.toFixed(3)],
    ['peak memory', `${Math.round(peakMemory / 2 ** 20)} MiB`],
  ];
  return columns(['what', 'how many'], rows);
}
