import type { RouterInputs, RouterOutputs } from '@tombola/server';

export type { RouterInputs, RouterOutputs };
