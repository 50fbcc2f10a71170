import { datasetNames, type DatasetName } from '@tombola/datasets';
import type { DataShape } from '@tombola/nn';
import { Option, type Command } from 'commander';
import { imageShape, oneOf, positiveInteger } from './arguments';

/** What a network may be on a command line, for help. */
export const networkForms = 'a name such as conv-2, mlp-300-100 by the widths of the hidden layers, or a JSON file';

/** The options that say what data a network is for. */
export interface DataOptions {
  readonly dataset?: DatasetName;
  readonly input?: readonly [number, number, number];
  readonly classes?: number;
}

/** Gives a command `--dataset`, `--input` and `--classes`. */
export function withDataOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--dataset <name>', 'for this data set (default: of its papers, or mnist)').argParser(
        oneOf(datasetNames),
      ),
    )
    .addOption(
      new Option('--input <c,h,w>', 'for images of this shape instead').argParser(imageShape).conflicts('dataset'),
    )
    .addOption(
      new Option('--classes <n>', 'with --input (default: 10)').argParser(positiveInteger).conflicts('dataset'),
    );
}

/** The shape of the data that the options name for a network: what they say, else that of its papers, else MNIST's. */
export async function dataShape(network: string, { dataset, input, classes }: DataOptions): Promise<DataShape> {
  if (input !== undefined) return { inputShape: input, classes: classes ?? 10 };
  const { paperData } = await import('@tombola/nn');
  const ofPapers = dataset === undefined ? paperData(network) : undefined;
  if (ofPapers !== undefined) return { ...ofPapers, classes: classes ?? ofPapers.classes };
  const { listDatasets } = await import('@tombola/datasets');
  const status = listDatasets().find((each) => each.name === (dataset ?? 'mnist'))!;
  return { inputShape: status.shape, classes: classes ?? status.classes.length };
}
