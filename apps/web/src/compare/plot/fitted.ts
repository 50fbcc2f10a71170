import { textWidth } from '../../charts/plot-frame';

/** A text that is no wider than a place, shortened with an ellipsis where it would be. */
export function fitted(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const letters = Math.max(1, Math.floor(width / textWidth('x')) - 1);
  return `${text.slice(0, letters).trimEnd()}…`;
}
