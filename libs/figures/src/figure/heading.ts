import type { Sheet } from './frame';
import { element, escape, type Svg } from './svg';
import { wrap } from './text';

/** Title and subtitle from the top of a sheet: the drawing, and where what follows begins. */
export function drawHeading(
  { title, subtitle }: { readonly title: string; readonly subtitle?: string | undefined },
  { padding, inner }: Sheet,
): { svg: Svg; bottom: number } {
  const parts: Svg[] = [];
  let top = padding;
  const write = (text: string, kind: 'title' | 'subtitle', size: number, height: number) => {
    for (const line of wrap(text, inner, size, kind === 'title')) {
      parts.push(element('text', { class: kind, x: padding, y: top + size - 2 }, escape(line)));
      top += height;
    }
  };
  write(title, 'title', 17, 23);
  if (subtitle !== undefined) write(subtitle, 'subtitle', 13, 18);
  return { svg: parts.join(''), bottom: top + 8 };
}
