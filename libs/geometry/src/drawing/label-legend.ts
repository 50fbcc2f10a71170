import { areaEntry, lineEntry, type LegendEntry } from './legend';
import { vertexMark, type Labels } from './marks';
import { colourOf } from './theme';

/**
 * Entries for the classes and ties of labels.
 *
 * @param names what the classes are called
 * @param as whether labels are seen as dots at vertices or as regions
 * @param bridge what the pieces that part classes are called, if there are any
 */
export function labelLegend(
  labels: Labels,
  names: readonly string[] = [],
  as: 'vertices' | 'regions',
  bridge?: { readonly className: string; readonly text: string },
): LegendEntry[] {
  const entry = (own: readonly number[], text: string): LegendEntry => {
    if (as === 'regions') return areaEntry(`region ${colourOf(own)}`, text);
    return { text, mark: (x, y) => vertexMark([x, y], 4.5, own, {}) };
  };
  const single = [...new Set(labels.flatMap((own) => (own.length === 1 ? own : [])))].sort((a, b) => a - b);
  return [
    ...single.map((i) => entry([i], names[i] ?? `class ${i}`)),
    ...(labels.some((own) => own.length > 1) ? [entry([], 'tie')] : []),
    ...(bridge === undefined ? [] : [lineEntry(bridge.className, bridge.text)]),
  ];
}
