import { Command } from 'commander';
import packageJson from '../../package.json';
import { artifactCommand } from './artifact';
import { benchCommand } from './bench';
import { dataCommand } from './data';
import { dbCommand } from './db';
import { describeCommand } from './describe';
import { doctorCommand } from './doctor';
import { exportCommand } from './export';
import { geometryCommand } from './geometry';
import { UsageError } from './problem';
import { pruneCommand } from './prune';
import { connectCommand } from './connect';
import { pagesCommand } from './pages';
import { recordCommand } from './record';
import { serveCommand } from './serve';
import { stabilityCommand } from './stability';
import type { Group, Shell } from './shell';
import { startCommand } from './start';
import { studyCommand } from './study';
import { tokenCommand } from './token';
import { trialCommand } from './trial';
import { userCommand } from './user';
import { verifyCommand } from './verify';
import { workerCommand } from './worker';
import { workerListCommand } from './worker-list';

/** Every command group, in the order of the help. A new group is a file beside this one and a line here. */
const groups: readonly Group[] = [
  startCommand,
  serveCommand,
  (shell) => workerCommand(shell).addCommand(workerListCommand(shell)),
  (shell) =>
    studyCommand(shell)
      .addCommand(recordCommand(shell), { hidden: true })
      .addCommand(pagesCommand(shell), { hidden: true }),
  trialCommand,
  exportCommand,
  verifyCommand,
  stabilityCommand,
  connectCommand,
  pruneCommand,
  artifactCommand,
  describeCommand,
  geometryCommand,
  dataCommand,
  benchCommand,
  dbCommand,
  userCommand,
  tokenCommand,
  doctorCommand,
];

/** The `tombola` command. Wrong usage throws {@link UsageError}; nothing but help goes to stdout. */
export function createProgram(shell: Shell): Command {
  const program = new Command('tombola')
    .description('A lottery-ticket laboratory: find, train, compare, explain and ship sparse subnetworks.')
    .version(packageJson.version, '-V, --version', 'print the version')
    .option('--results <dir>', 'where results are stored (default: $TOMBOLA_RESULTS, else ./results)')
    .option('--data <dir>', 'look for data sets there first, then in $TOMBOLA_DATA and the cache')
    .option('--server <url>', 'do it on a server (default: $TOMBOLA_SERVER, where the command can); see `serve`')
    .option('--token-file <file>', 'a file with the token for the server (default: the token in $TOMBOLA_TOKEN)')
    .option('--json', 'print one JSON value on stdout and nothing else')
    .option('--quiet', 'no progress')
    .option('--debug', 'print the stack of an error');
  for (const group of groups) program.addCommand(group(shell));
  configure(program);
  return program;
}

/** Settings that subcommands do not inherit when they are added. */
function configure(command: Command): void {
  command
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeErr: () => {}, outputError: () => {} })
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : new UsageError(error, command);
    });
  command.commands.forEach(configure);
}
