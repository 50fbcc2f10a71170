import { auditRouter, meRouter, tokensRouter, usersRouter } from './access';
import { artifactsRouter } from './artifacts';
import { compareRouter } from './compare';
import { exportsRouter } from './exports';
import { maintenanceRouter } from './maintenance';
import { metricsRouter } from './metrics';
import { modelsRouter } from './models';
import { notesRouter } from './notes';
import { presetsRouter } from './presets';
import { studiesRouter } from './studies';
import { systemRouter } from './system';
import { ticketsRouter } from './tickets';
import { levelsRouter, trialsRouter } from './trials';
import { router } from './trpc';

/** Everything that the server can be asked: one router a resource. */
export const appRouter = router({
  studies: studiesRouter,
  presets: presetsRouter,
  trials: trialsRouter,
  levels: levelsRouter,
  metrics: metricsRouter,
  compare: compareRouter,
  tickets: ticketsRouter,
  artifacts: artifactsRouter,
  exports: exportsRouter,
  models: modelsRouter,
  notes: notesRouter,
  system: systemRouter,
  maintenance: maintenanceRouter,
  me: meRouter,
  users: usersRouter,
  tokens: tokensRouter,
  audit: auditRouter,
});

export type AppRouter = typeof appRouter;
