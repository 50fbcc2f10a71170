import NextLink from 'next/link';
import type { ComponentProps } from 'react';
import { classNames } from '../lib/class-names';

type LinkProps = ComponentProps<typeof NextLink> & { readonly quiet?: boolean };

/** A link within the portal. Pages are not fetched before they are wanted: a table has hundreds of links. */
export function Link({ quiet = false, className, ...props }: LinkProps) {
  const style = quiet ? 'hover:underline' : 'text-accent underline-offset-2 hover:underline';
  return <NextLink prefetch={false} className={classNames(style, className)} {...props} />;
}
