import { join } from 'node:path';
import { ensureInstalled, rootFolder } from './install.mjs';
import { runScript } from './commands.mjs';

ensureInstalled();
// Ctrl-C is for the command: it ends itself, and this script after it.
process.on('SIGINT', () => {});
// The command builds itself when it is older than its sources.
process.exit(runScript(join(rootFolder, 'apps/server/bin/tombola.mjs'), ['start', ...process.argv.slice(2)]));
