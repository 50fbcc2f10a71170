import { readFigure, standaloneFigure, type Observation } from '@tombola/figures';
import { InputError } from '@tombola/shared';
import type { ConnectReport } from './connect';

const paths = {
  linear: 'straight line',
  sparse: 'curve within the masks',
  dense: 'curve through all weights',
} as const;
type PathName = keyof typeof paths;
const names = Object.keys(paths) as PathName[];

/** What a figure of paths says over itself, and how its numbers are made again. */
export interface ConnectHeading {
  readonly title: string;
  readonly command: string;
}

/**
 * The files of paths between solutions by name, as texts: `figure.svg`, the training loss along each kind of path (Evci et al., ICML
 * 2020, figure 6), `report.md` and `report.json`. Several pairs are drawn as seeds are, and
 * the legend calls them so: lines join their means. Pairs that share a network are not independent.
 *
 * @param pairs of as many points each
 * @throws {InputError} when there is none, or they have not.
 */
export function connectFiles(pairs: readonly ConnectReport[], heading: ConnectHeading): Record<string, string> {
  return {
    'figure.svg': figureOf(pairs, heading.title),
    'report.md': markdownOf(pairs, heading),
    'report.json': `${JSON.stringify({ command: heading.command, pairs }, null, 2)}\n`,
  };
}

function figureOf(pairs: readonly ConnectReport[], title: string): string {
  const points = new Set(pairs.map(({ linear }) => linear.at.length));
  if (points.size !== 1) {
    throw new InputError({
      what: 'paths are drawn over each other',
      value: [...points],
      expected: 'a pair of solutions or more, with as many points on every path',
    });
  }
  const observations = pairs.flatMap((pair, seed) =>
    names.flatMap((arm) =>
      pair[arm].at.map((t, level): Observation => {
        // Ticks have as many digits as places.
        const metrics = { t: Number(t.toFixed(3)), loss: pair[arm].losses[level]! };
        return { arm, seed, draw: 0, level, density: 1, metrics };
      }),
    ),
  );
  const spec = readFigure({
    kind: 'line',
    title,
    subtitle: pairs.length === 1 ? pairs[0]!.levels.join(' to ') : `${pairs.length} pairs of solutions, each a seed`,
    x: { metric: 't', label: 'Place on the path, t', unit: 'number', scale: 'linear', reversed: false },
    y: { metric: 'loss', label: 'Training loss', unit: 'number' },
    arms: names.map((arm) => ({ arm, label: paths[arm] })),
  });
  return standaloneFigure(spec, observations);
}

function markdownOf(pairs: readonly ConnectReport[], { title, command }: ConnectHeading): string {
  const number = (value: number) => value.toFixed(4);
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const head = ['from', 'to', 'losses of the ends', ...names.map((name) => `barrier: ${paths[name]}`)];
  return [
    `# ${title}`,
    'A barrier is the highest training loss on a path over that of the worse of its ends.',
    '![Training loss along the paths](figure.svg)',
    [
      row(head),
      row(head.map(() => '---')),
      ...pairs.map(({ levels, ...pair }) => {
        const { losses } = pair.linear;
        const ends = `${number(losses[0]!)}, ${number(losses.at(-1)!)}`;
        return row([...levels, ends, ...names.map((name) => number(pair[name].barrier))]);
      }),
    ].join('\n'),
    `\`\`\`\n${command}\n\`\`\``,
    '',
  ].join('\n\n');
}
