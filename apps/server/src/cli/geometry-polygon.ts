import type { DecisionPolygon, DecisionSubdivision, Drawing, Theme, TwoLayers } from '@tombola/geometry';
import { Command, Option } from 'commander';
import { oneOf } from './arguments';
import { columns } from './columns';
import type { Context } from './context';
import {
  classesOption,
  modeOption,
  planeOption,
  themeOption,
  twoLayersIn,
  weightsForm,
  type PolygonOptions,
} from './geometry-weights';
import type { Output } from './output';
import type { Shell } from './shell';
import { writeTextFile } from './write-file';

type Picture = 'polygon' | 'subdivision' | 'curve';

interface PolygonCommandOptions extends PolygonOptions {
  readonly weights: string;
  readonly subdivision?: true;
  readonly svg?: string;
  readonly draw?: Picture;
  readonly theme: Theme;
}

/** `tombola geometry polygon`: the decision polygon of a network with one hidden layer, its classes and bridges. */
export function geometryPolygonCommand(shell: Shell): Command {
  return new Command('polygon')
    .description('the decision polygon of a network with one hidden layer: who wins where, and the rays in between')
    .requiredOption('--weights <file>', weightsForm)
    .addOption(modeOption())
    .addOption(classesOption())
    .addOption(planeOption())
    .option('--subdivision', 'also the exact dual subdivision, biases included, and the exact decision boundary')
    .option('--svg <file>', 'draw it')
    .addOption(
      new Option('--draw <what>', 'polygon, subdivision or curve (default: subdivision where there is one)').argParser(
        oneOf(['polygon', 'subdivision', 'curve']),
      ),
    )
    .addOption(themeOption())
    .action(shell.action(polygon));
}

async function polygon(_: Context, options: PolygonCommandOptions): Promise<Output> {
  const { decisionPolygon, decisionSubdivision, floats } = await import('@tombola/geometry');
  const network = await twoLayersIn(options.weights, options);
  const { mode } = options;
  const found = decisionPolygon(floats, network, { mode });
  const wanted = options.subdivision === true || (options.draw !== undefined && options.draw !== 'polygon');
  const subdivision = wanted ? decisionSubdivision(floats, network, { mode }) : undefined;
  if (options.svg !== undefined) await writeTextFile(options.svg, await drawn(found, subdivision, options));
  const value = await summary(network, found, subdivision);
  return { value, text: () => table(value) };
}

async function drawn(
  polygon: DecisionPolygon,
  subdivision: DecisionSubdivision | undefined,
  { draw, theme }: PolygonCommandOptions,
): Promise<string> {
  const { drawHypersurface, drawPolygon, drawSubdivision, svgDocument } = await import('@tombola/geometry');
  const picture = (): Drawing => {
    if (subdivision === undefined || draw === 'polygon') return drawPolygon(polygon);
    return draw === 'curve' ? drawHypersurface(subdivision.curve, subdivision) : drawSubdivision(subdivision);
  };
  return svgDocument(picture(), { theme });
}

type Summary = Awaited<ReturnType<typeof summary>>;

async function summary(network: TwoLayers, polygon: DecisionPolygon, subdivision: DecisionSubdivision | undefined) {
  const { area, decisionRays, floats, perimeter } = await import('@tombola/geometry');
  const { mode, vertices, classes, edges, sigma } = polygon;
  const biases = [...(network.hidden.bias ?? []), ...(network.output.bias ?? [])].some((bias) => bias !== 0);
  return {
    mode,
    /** Whether the network has biases, which the polygon leaves out. */
    biases,
    counts: {
      vertices: vertices.length,
      bridges: edges.filter(({ bridge }) => bridge).length,
      ties: classes.filter((own) => own.length > 1).length,
    },
    vertices,
    classes,
    edges,
    rays: decisionRays(polygon),
    sigma,
    area: area(floats, vertices),
    perimeter: perimeter(floats, vertices),
    ...(subdivision && { subdivision: await plain(subdivision) }),
  };
}

/** The subdivision as JSON has it, and the decision boundary in coordinates. */
async function plain(subdivision: DecisionSubdivision) {
  const { decisionBoundary } = await import('@tombola/geometry');
  const { vertices, classes, cells, edges, bridges, neurons, curve } = subdivision;
  const { segments, rays, lines, ties } = decisionBoundary(subdivision);
  const at = (vertex: number) => curve.vertices[vertex]!.point;
  return {
    /** Slopes and heights. */
    vertices,
    classes,
    cells,
    edges: edges.map(({ ends }, e) => ({ ends, bridge: bridges[e], neurons: neurons[e] })),
    boundary: {
      segments: segments.map(({ edge, ends: [from, to] }) => ({ edge, from: at(from), to: at(to) })),
      rays: rays.map(({ edge, from, direction }) => ({ edge, from: at(from), direction })),
      lines: lines.map(({ edge, through, direction }) => ({ edge, through, direction })),
      ties,
    },
  };
}

function table({ counts, rays, area, perimeter, biases, subdivision }: Summary): string {
  const degrees = rays.map(([x, y]) => `${((Math.atan2(y, x) * 180) / Math.PI).toFixed(1)}°`);
  const boundary = subdivision?.boundary;
  const rows: [string, string | number][] = [
    ['vertices', counts.vertices],
    ['bridges', counts.bridges],
    ['ties', counts.ties],
    ['rays of the decision boundary', degrees.join(', ')],
    ['area', area],
    ['perimeter', perimeter],
    ...(biases && subdivision === undefined
      ? [['biases', 'left out: --subdivision takes them'] as [string, string]]
      : []),
  ];
  if (boundary !== undefined) {
    rows.push(
      ['cells of the subdivision', subdivision!.cells.length],
      ['linear regions', subdivision!.vertices.length],
      [
        'segments, rays and lines of the boundary',
        [boundary.segments, boundary.rays, boundary.lines].map((each) => each.length).join(', '),
      ],
      ['tie regions', boundary.ties.length],
    );
  }
  return columns(['what', 'value'], rows);
}
