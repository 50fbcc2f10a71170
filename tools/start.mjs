import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, rootFolder } from './install.mjs';

ensureInstalled();
// In this process, so that signals reach the command; it builds itself when it is older than its sources.
const bin = join(rootFolder, 'apps/server/bin/tombola.mjs');
process.argv.splice(1, 1, bin, 'start');
await import(pathToFileURL(bin).href);
