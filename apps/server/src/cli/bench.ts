import { Command } from 'commander';
import { batcherCommand } from './bench-batcher';
import { faultsCommand } from './bench-faults';
import { forwardCommand } from './bench-forward';
import { geometryCommand } from './bench-geometry';
import { loadCommand } from './bench-load';
import { methodsCommand } from './bench-methods';
import { parallelCommand, workerCommand } from './bench-parallel';
import { providersCommand } from './bench-providers';
import { sliceCommand } from './bench-slice';
import { stepCommand } from './bench-step';
import type { Shell } from './shell';

/** `tombola bench`: how fast this machine is at what training does. One file a measurement: `bench-NAME.ts`. */
export function benchCommand(shell: Shell): Command {
  return new Command('bench')
    .description('how fast this machine trains')
    .addCommand(stepCommand(shell))
    .addCommand(providersCommand(shell))
    .addCommand(methodsCommand(shell))
    .addCommand(forwardCommand(shell))
    .addCommand(parallelCommand(shell))
    .addCommand(batcherCommand(shell))
    .addCommand(sliceCommand(shell))
    .addCommand(geometryCommand(shell))
    .addCommand(faultsCommand(shell))
    .addCommand(loadCommand(shell))
    .addCommand(workerCommand(shell), { hidden: true });
}
