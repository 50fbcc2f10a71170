import { dirname, join } from 'node:path';
import { serveTrials } from '@tombola/studies';

// Built side by side.
serveTrials({ readingThread: join(dirname(process.argv[1]!), 'reading-thread.js') });
