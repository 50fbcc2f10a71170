import type { ScaleName } from '@tombola/studies';
import type { Command } from 'commander';
import { changesFrom, collect, nonNegativeIntegers, oneOf, positiveInteger } from './arguments';

/** The options that decide what a study is. */
export interface PlanFlags {
  readonly scale: ScaleName;
  readonly seeds?: readonly number[];
  readonly draws?: number;
  readonly network?: string;
  readonly dataset?: string;
  readonly steps?: number;
  readonly levels?: number;
  readonly set: readonly string[];
}

const scales = ['smoke', 'quick', 'paper'] as const;

export function planOptions(command: Command): Command {
  return command
    .option('--scale <scale>', 'smoke: seconds; quick: minutes; paper: the published protocol', oneOf(scales), 'quick')
    .option('--seeds <list>', 'seeds, such as 0-4 or 0,2,7 (default: the scale’s)', nonNegativeIntegers)
    .option('--draws <n>', 'draws of each random control within a seed', positiveInteger)
    .option('--network <name>', 'the network, by name or as a JSON file of your own')
    .option('--dataset <name>', 'the data set, by name')
    .option('--steps <n>', 'optimizer steps of every level', positiveInteger)
    .option('--levels <n>', 'pruning rounds', positiveInteger)
    .option('--set <path=value>', 'change a member of every recipe, such as optimizer.learningRate=0.001', collect, []);
}

/** What the options say of a plan, whatever the study. @throws {InputError} for an unknown network or a wrong change. */
export async function optionsOf({ scale, seeds, draws, network, dataset, steps, levels, set }: PlanFlags) {
  const { readNetwork } = await import('./network');
  return {
    scale,
    ...(seeds === undefined ? {} : { seeds: [...seeds] }),
    ...(draws === undefined ? {} : { draws }),
    changes: withNetwork(
      network === undefined ? undefined : await readNetwork(network),
      changesFrom([
        ...(dataset === undefined ? [] : [`dataset.name=${dataset}`]),
        ...(steps === undefined ? [] : [`steps=${steps}`]),
        ...(levels === undefined ? [] : [`method.levels=${levels}`]),
        ...set,
      ]),
    ),
  };
}

/** The changes, and the network beside them. */
function withNetwork(network: object | undefined, changes: Record<string, unknown>): Record<string, unknown> {
  return network === undefined ? changes : { network, ...changes };
}
