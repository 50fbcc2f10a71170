import { Command } from 'commander';
import { onServer } from './on-server';
import type { Group } from './shell';

/** `tombola artifact`: stored files of a server. */
export const artifactCommand: Group = (shell) => {
  const artifact = new Command('artifact').description('with --server: stored files');
  artifact
    .command('get <id>')
    .description('fetch a file and check it against its SHA-256')
    .option('-o, --output <file>', 'the file to write (default: its own name, in this folder)')
    .action(shell.serverAction(onServer(async () => (await import('../remote/artifact')).getArtifact)));
  return artifact;
};
