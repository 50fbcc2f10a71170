import { serveTrials } from '@tombola/studies';

serveTrials();
