import { fileURLToPath } from 'node:url';
import { run } from './cli/run';

await run(process.argv.slice(2), fileURLToPath(new URL('.', import.meta.url)));
