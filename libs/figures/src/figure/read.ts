import { figureSchema, InputError, type FigureSpec } from '@tombola/shared';
import { z } from 'zod';

/** A declared figure from JSON. @throws {InputError} naming what is wrong with it. */
export function readFigure(json: unknown): FigureSpec {
  const { data, error } = figureSchema.safeParse(json);
  if (data) return data;
  throw new InputError({ what: 'a figure is wrongly declared', value: json, expected: z.prettifyError(error) });
}
