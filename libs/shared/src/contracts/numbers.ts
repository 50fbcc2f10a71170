import { z } from 'zod';

export const count = z.int().positive();
export const share = z.number().min(0).max(1);
/** A share at which what it is a share of must not vanish. */
export const shareBelowOne = z.number().min(0).lt(1, { error: 'a number from 0 to less than 1' });
