import { sequentialColours, sequentialStep } from '@tombola/figures';

interface OverlapCellProps {
  readonly jaccard: number;
  /** Of independent random masks of the same densities. */
  readonly expected: number;
  readonly dark: boolean;
  readonly title: string;
}

/** Text on steps up to this is that of the surface. */
const LAST_PALE = { light: 5, dark: 3 } as const;

/** The colours of a share in [0, 1], with text that can be read on them. */
function cellStyle(share: number, dark: boolean): { readonly background: string; readonly color: string } {
  const surface = dark ? 'dark' : 'light';
  const step = sequentialStep(share);
  const isPale = step <= LAST_PALE[surface];
  return { background: sequentialColours[surface][step]!, color: isPale === dark ? '#ffffff' : '#000000' };
}

/** How much two masks agree in per cent, and under it by how much more than random masks would. */
export function OverlapCell({ jaccard, expected, dark, title }: OverlapCellProps) {
  const more = Number((100 * (jaccard - expected)).toFixed(1));
  return (
    <td className="!border-surface !p-0 text-center" style={cellStyle(jaccard, dark)} title={title}>
      <span className="block leading-tight">{(100 * jaccard).toFixed(1)}</span>
      <span className="block text-[0.7rem] leading-tight">
        {more < 0 ? '−' : '+'}
        {Math.abs(more).toFixed(1)}
      </span>
    </td>
  );
}
