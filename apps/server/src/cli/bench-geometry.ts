import { Command, Option } from 'commander';
import type { GeometryBench } from '../bench/geometry';
import { countOption } from './bench-options';
import { columns } from './columns';
import type { Context } from './context';
import type { Output } from './output';
import type { Shell } from './shell';

/** `tombola bench geometry`: how fast zonogons, polygons and slices are made. */
export function geometryCommand(shell: Shell): Command {
  return new Command('geometry')
    .description('zonogons, decision polygons, and exact slices of networks in use; with images of MNIST and CIFAR-10')
    .argument('[names...]', 'only these')
    .addOption(countOption('--repeats <n>', 'times each is done; the least and median count', 5))
    .addOption(new Option('--here', 'one of them in this very process').hideHelp())
    .action(shell.action(geometry));
}

interface GeometryOptions {
  readonly repeats: number;
  readonly here?: true;
}

async function geometry(context: Context, { repeats, here }: GeometryOptions, names: string[]): Promise<Output> {
  const [{ benchGeometry, benchGeometryInChild, geometryBenches }, { quantile }] = await Promise.all([
    import('../bench/geometry'),
    import('@tombola/shared'),
  ]);
  if (here === true) return { value: await benchGeometry(names[0] ?? '', repeats, context) };
  const value: GeometryBench[] = [];
  for (const name of names.length > 0 ? names : geometryBenches) {
    value.push(await benchGeometryInChild(name, repeats, context));
  }
  const times = (seconds: readonly number[]) =>
    `${Math.min(...seconds).toFixed(3)}, ${quantile(seconds, 0.5).toFixed(3)}`;
  const rows = value.map((each) => [
    each.name,
    each.what,
    `${each.count.toLocaleString('en-US')} ${each.unit}`,
    times(each.seconds),
    times(each.processorSeconds),
    Math.round(each.count / Math.min(...each.seconds)),
    Math.round(each.peakMemory / 2 ** 20),
  ]);
  const head = ['name', 'what', 'makes', 'seconds: least, median', 'of the processor', 'a second', 'peak MiB'];
  return { value, text: () => columns(head, rows) };
}
