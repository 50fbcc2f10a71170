import type { FigureSpec, Study, StudyDetail } from '@tombola/shared';
import type { AnyFigure } from './figure/figure-facts';
import { plannedPart } from './figure/planned-part';

/**
 * The declaration of a study. The server has read it before it stored it, so its defaults are filled in; it is not read
 * again here, since schemas weigh more than all else of the page.
 */
export const declared = ({ declaration }: Pick<StudyDetail, 'declaration'>): Study => declaration as unknown as Study;

type Planned = Pick<StudyDetail, 'declaration' | 'arms'>;

/** The first figure of a study, of the arms that it trains. */
export const firstFigure = (study: Planned): FigureSpec => plannedPart(declared(study).figure, armsOf(study));

/** Those beside it, likewise. */
export const moreFigures = (study: Planned): (AnyFigure & { readonly id: string })[] =>
  (declared(study).figures ?? []).map((spec) => plannedPart(spec, armsOf(study)));

const armsOf = ({ arms }: Planned): string[] => arms.map(({ id }) => id);
