import type { z } from 'zod';
import { restProcedures } from '../../api/rest';
import { appRouter } from '../../api/router';

/** A procedure of the API as a client knows it. */
export interface Procedure {
  /** `studies.list`. */
  readonly name: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly input: z.ZodType | undefined;
  readonly output: z.ZodType | undefined;
  /** Its REST route with `:names` in its path, below `/api/v1`. */
  readonly rest: { readonly method: string; readonly path: string } | undefined;
}

interface Definition {
  readonly type: Procedure['type'];
  readonly inputs: readonly unknown[];
  readonly output?: unknown;
}

/** All that there are: whoever adds one to the router has it tested. */
export function allProcedures(): Procedure[] {
  const routes = new Map(restProcedures(appRouter).map((route) => [route.name, route]));
  return Object.entries(appRouter._def.procedures).map(([name, procedure]) => {
    const { type, inputs, output } = (procedure as unknown as { _def: Definition })._def;
    return {
      name,
      type,
      input: inputs.at(-1) as z.ZodType | undefined,
      output: output as z.ZodType | undefined,
      rest: routes.get(name),
    };
  });
}
