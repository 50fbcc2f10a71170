import { writeFile } from 'node:fs/promises';
import type { Box, Slice, Theme } from '@tombola/geometry';
import { Command, Option } from 'commander';
import { numbersWithCommas, positiveInteger } from './arguments';
import type { Context } from './context';
import { columns } from './columns';
import { planeIn, planeOption, themeOption, weightsForm } from './geometry-weights';
import { jsonIn } from './json-file';
import type { Output } from './output';
import type { Shell } from './shell';

interface SliceCommandOptions {
  readonly weights: string;
  readonly box: readonly number[];
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
    .requiredOption('--weights <file>', weightsForm)
    .requiredOption('--box <xmin,ymin,xmax,ymax>', 'in the coordinates of the plane', numbersWithCommas)
    .addOption(planeOption())
    .option('--svg <file>', 'draw it')
    .addOption(themeOption())
    .option('--out <file>', 'write vertices, edges, cells and classes as JSON')
    .addOption(
      new Option('--memory <MiB>', 'that cells may take while they are found').default(1024).argParser(positiveInteger),
    )
    .action(shell.action(slice));
}

async function slice(context: Context, options: SliceCommandOptions): Promise<Output> {
  const { denseNetwork, readDenseLayers, sliceNetwork } = await import('@tombola/geometry');
  const network = denseNetwork(readDenseLayers(await jsonIn(options.weights, 'these weights')));
  const plane = options.plane === undefined ? undefined : await planeIn(options.plane);
  const progress = context.progress('slice');
  const started = performance.now();
  const found = await sliceNetwork(network, {
    box: options.box as unknown as Box,
    plane,
    patterns: false,
    memory: options.memory * 2 ** 20,
    signal: context.signal,
    progress: (share) => progress.update(Math.round(share * 100), 100, '%'),
  }).finally(() => progress.finish());
  const seconds = Number(((performance.now() - started) / 1000).toFixed(3));
  if (options.svg !== undefined) await writeFile(options.svg, await drawn(found, options.theme, plane !== undefined));
  if (options.out !== undefined) await writeFile(options.out, JSON.stringify(plain(found)));
  const value = summary(found, seconds);
  return { value, text: () => table(value) };
}

async function drawn(found: Slice, theme: Theme, isPlane: boolean): Promise<string> {
  const { drawSlice, svgDocument } = await import('@tombola/geometry');
  const axes = isPlane ? (['right', 'up'] as const) : undefined;
  return svgDocument(drawSlice(found, { title: 'Exact slice', axes }), { theme });
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

function table({ counts, boundary, seconds, peakMemory }: Summary): string {
  const rows = [
    ['cells (activation patterns)', counts.activation],
    ['connected linear regions', counts.connected],
    ['different affine maps', counts.maps],
    ['segments of the decision boundary', boundary.segments],
    ['its pieces and loops', boundary.betti.join(', ')],
    ['regions by class', boundary.regions.map((region) => `${region.class}: ${region.count}`).join(', ')],
    ['seconds', seconds.toFixed(3)],
    ['peak memory', `${Math.round(peakMemory / 2 ** 20)} MiB`],
  ];
  return columns(['what', 'how many'], rows);
}
