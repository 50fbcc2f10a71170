import NextLink from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '../lib/class-names';

export type ButtonKind = 'primary' | 'secondary' | 'ghost' | 'danger';

const base =
  'inline-flex items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors disabled:opacity-55 min-h-9 px-3 text-sm';
const kinds: Readonly<Record<ButtonKind, string>> = {
  primary: 'bg-accent text-accent-ink hover:bg-accent/90',
  secondary: 'border border-edge/60 bg-surface text-ink hover:bg-sunken',
  ghost: 'text-ink hover:bg-sunken',
  danger: 'border border-bad/60 bg-surface text-bad hover:bg-bad-soft',
};

interface ButtonStyle {
  readonly kind?: ButtonKind;
  /** A square with a sign; it needs an aria-label. */
  readonly square?: boolean;
}

export const buttonClass = ({ kind = 'secondary', square = false }: ButtonStyle = {}, more?: string) =>
  classNames(base, kinds[kind], square && 'w-9 px-0', more);

type ButtonProps = ComponentProps<'button'> & ButtonStyle & { readonly busy?: boolean };

export function Button({ kind, square, busy = false, className, children, disabled, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      className={buttonClass({ ...(kind && { kind }), ...(square && { square }) }, className)}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      {...props}
    >
      {children}
    </button>
  );
}

type LinkButtonProps = ComponentProps<typeof NextLink> & ButtonStyle & { readonly children: ReactNode };

/** Goes somewhere, and looks like a button. */
export function LinkButton({ kind, square, className, ...props }: LinkButtonProps) {
  return (
    <NextLink
      prefetch={false}
      className={buttonClass({ ...(kind && { kind }), ...(square && { square }) }, className)}
      {...props}
    />
  );
}
