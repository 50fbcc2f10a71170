import { ScrollRegion } from '../ui/scroll-region';
import type { Row } from './markdown';
import { showInline } from './show-inline';

/** A table of a note. */
export function MarkdownTable({ head, rows }: { readonly head: Row; readonly rows: readonly Row[] }) {
  return (
    <ScrollRegion label="Table">
      <table className="my-2 text-xs [&_:is(td,th)]:border-b [&_:is(td,th)]:border-rule [&_:is(td,th)]:py-1 [&_:is(td,th)]:pr-4 [&_:is(td,th)]:text-left [&_:is(td,th)]:align-top">
        <thead>
          <tr>
            {head.map((cell, i) => (
              <th key={i} scope="col" className="font-semibold whitespace-nowrap">
                {showInline(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, i) => (
            <tr key={i}>
              {cells.map((cell, j) => (
                <td key={j} className="min-w-20 tabular-nums">
                  {showInline(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
