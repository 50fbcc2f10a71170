import { Command } from 'commander';
import { onServer } from './on-server';
import type { Group } from './shell';

/** `tombola worker list`: who works for a server. */
export const workerListCommand: Group = (shell) =>
  new Command('list')
    .description('with --server: its workers, what each trains, and what waits')
    .option('--all', 'those that stopped or were lost, too')
    .action(shell.serverAction(onServer(async () => (await import('../remote/workers')).listWorkers)));
