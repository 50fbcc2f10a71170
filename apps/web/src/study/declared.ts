import type { Study, StudyDetail } from '@tombola/shared';

/**
 * The declaration of a study. The server has read it before it stored it, so its defaults are filled in; it is not read
 * again here, since schemas weigh more than all else of the page.
 */
export const declared = ({ declaration }: Pick<StudyDetail, 'declaration'>): Study => declaration as unknown as Study;
