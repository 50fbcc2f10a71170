import { auditRouter, meRouter, tokensRouter, usersRouter } from './access';
import { artifactsRouter } from './artifacts';
import { compareRouter } from './compare';
import { exportsRouter } from './exports';
import { metricsRouter } from './metrics';
import { modelsRouter } from './models';
import { notesRouter } from './notes';
import { systemRouter } from './system';
import { ticketsRouter } from './tickets';
import { router } from './trpc';

/** Everything that the server can be asked: one router a resource. */
export const appRouter = router({
  metrics: metricsRouter,
  compare: compareRouter,
  tickets: ticketsRouter,
  artifacts: artifactsRouter,
  exports: exportsRouter,
  models: modelsRouter,
  notes: notesRouter,
  system: systemRouter,
  me: meRouter,
  users: usersRouter,
  tokens: tokensRouter,
  audit: auditRouter,
});

export type AppRouter = typeof appRouter;
