import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names';

interface SectionProps {
  readonly title: ReactNode;
  /** For links to it, and for what names it. */
  readonly id?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Without the space within: for tables that reach from side to side. */
  readonly flush?: boolean;
  readonly className?: string;
}

/** A titled part of a page. */
export function Section({ title, id, actions, children, flush = false, className }: SectionProps) {
  return (
    <section aria-labelledby={id && `${id}-title`} id={id} className={classNames('card scroll-mt-20', className)}>
      <header className="flex min-h-12 flex-wrap items-center justify-between gap-2 border-b border-rule px-4 py-2">
        <h2 id={id && `${id}-title`} className="text-[0.95rem] font-semibold">
          {title}
        </h2>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      <div className={flush ? 'relative overflow-x-auto' : 'p-4'}>{children}</div>
    </section>
  );
}
