'use client';
import { sequentialStyleSheet } from '@tombola/figures';
import { useId, useLayoutEffect, useMemo, type ComponentProps, type ReactNode } from 'react';
import { adoptFigureStyles } from '../charts/adopt-figure-styles';
import { adoptStyles } from '../charts/adopt-styles';
import { useWidth } from '../charts/use-width';
import { ExportMenu } from '../ui/export-menu';

interface DrawnPartProps<S, D> {
  readonly study: string;
  readonly spec: S;
  readonly data: D;
  /** As this page draws it. */
  readonly draw: (spec: S, data: D, options: { id: string; width: number; heading: false }) => string;
  /** As a document of its own. */
  readonly render: (spec: S, data: D, options: { theme: 'light' }) => string;
  readonly table: ComponentProps<typeof ExportMenu>['table'];
  readonly className: string;
  /** Below the drawing. */
  readonly children?: ReactNode;
}

/** A part of a study in shades of one colour, drawn for the width that it has, with what it can be taken away as. */
export function DrawnPart<S extends { readonly id: string; readonly title: string }, D>({
  study,
  spec,
  data,
  draw,
  render,
  table,
  className,
  children,
}: DrawnPartProps<S, D>) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const id = `drawn-${useId().replace(/\W/g, '')}`;
  useLayoutEffect(() => {
    adoptFigureStyles();
    adoptStyles('sequential', () => sequentialStyleSheet('auto'));
  }, []);
  const svg = useMemo(
    () => (width === 0 ? '' : draw(spec, data, { id, width, heading: false })),
    [draw, spec, data, width, id],
  );
  return (
    <div className={className}>
      <div className="flex items-center justify-between gap-3">
        <h3 className="text-sm font-medium">{spec.title}</h3>
        <ExportMenu
          name={`${study}-${spec.id}`}
          table={table}
          json={() => ({ study, spec, data })}
          svg={() => render(spec, data, { theme: 'light' })}
        />
      </div>
      <div ref={ref} className="min-h-48" dangerouslySetInnerHTML={{ __html: svg }} />
      {children}
    </div>
  );
}
