'use client';
import NextLink from 'next/link';
import type { ComponentProps, MouseEvent } from 'react';
import { useConnection } from '../api/live';
import { classNames } from '../lib/class-names';
import { useToasts } from './toast';

type LinkProps = ComponentProps<typeof NextLink> & { readonly quiet?: boolean };

/**
 * A link within the portal. Pages are not fetched before they are wanted: a table has hundreds of links. While the server is
 * away a link says so and leads nowhere: the browser would leave for a page of its own, with nothing that is shown now.
 */
export function Link({ quiet = false, className, onClick, ...props }: LinkProps) {
  const { connection } = useConnection();
  const { complain } = useToasts();
  const style = quiet ? 'hover:underline' : 'text-accent underline-offset-2 hover:underline';
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (connection !== 'lost' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    complain(new Error('the server is away: this page stays until it is back'));
  };
  return <NextLink prefetch={false} className={classNames(style, className)} onClick={follow} {...props} />;
}
