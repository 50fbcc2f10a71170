import { isRecord } from '@tombola/shared';

/** Where the weights that a ticket starts from, and its mask, come from, in words. */
export interface Origin {
  readonly control: 'reinit' | 'shuffle' | null;
  readonly weights: string;
  readonly mask: string;
}

export function originOf(recipe: Readonly<Record<string, unknown>>, level: number): Origin {
  const { control: given } = recipe;
  const name = isRecord(given) ? given['name'] : undefined;
  const control = name === 'reinit' || name === 'shuffle' ? name : null;
  if (level === 0) return { control, weights: 'a new draw: it is the dense network', mask: 'keeps every weight' };
  return {
    control,
    weights: control === 'reinit' ? 'a new draw, not those of level 0' : 'those of level 0, before its training',
    mask:
      control === 'shuffle'
        ? 'the ticket’s, shuffled within each layer'
        : 'from the trained weights of the level before',
  };
}
