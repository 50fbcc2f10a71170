import type { z } from 'zod';

/**
 * A schema of an answer that is shown in the documents and in types, and takes the answer as it is: checking a large one
 * costs more than making it. Tests check what is answered with the schema itself.
 */
export function trusted<S extends z.ZodType>(schema: S): S {
  return Object.create(schema, {
    parseAsync: { value: (answer: unknown) => Promise.resolve(answer) },
  }) as S;
}
