import { InputError } from '@tombola/shared';
import { readPortal, type Portal } from './portal';

/** The portal, or why there is none. */
export type OpenPortal = Portal | 'off' | 'unbuilt';

/** What the configuration says when nobody wants a portal. */
export const off = 'off';

/**
 * Opens the portal that a server has.
 *
 * @param named the folder that the configuration names, or `off`
 * @param beside the folder where the portal lies that was built with this program; without it there is none
 * @throws {InputError} when a folder is named that holds no portal.
 */
export async function openPortal(named: string | undefined, beside: string | undefined): Promise<OpenPortal> {
  if (named === off || (named === undefined && beside === undefined)) return 'off';
  const portal = await readPortal(named ?? beside!);
  if (portal !== undefined) return portal;
  if (named === undefined) return 'unbuilt';
  throw new InputError({
    what: 'there is no portal in this folder',
    value: named,
    expected: 'the folder that `next build` exports, with index.html in it',
    mend: 'Name another: --portal DIR; or `--portal off` serves the API only.',
  });
}
