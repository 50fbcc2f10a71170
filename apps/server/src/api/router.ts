import { systemRouter } from './system';
import { router } from './trpc';

/** Everything that the server can be asked: one router a resource. */
export const appRouter = router({
  system: systemRouter,
});

export type AppRouter = typeof appRouter;
