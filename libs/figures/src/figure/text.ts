/** Width of a character in em: no system font is much wider, so that what is reserved suffices. */
function emOf(character: string): number {
  if (/[ijl|.,:;'!()[\] ]/.test(character)) return 0.36;
  if (/[ftrI\-–]/.test(character)) return 0.44;
  if (/[mwMW%@—]/.test(character)) return 0.95;
  if (/[A-Z]/.test(character)) return 0.72;
  return /[\u2e80-\uffef]/.test(character) ? 1 : 0.62;
}

/** An upper estimate of a text's width in pixels, without a font at hand. */
export function textWidth(text: string, size: number, bold = false): number {
  const em = [...text].reduce((sum, character) => sum + emOf(character), 0);
  return em * size * (bold ? 1.08 : 1);
}

/** The text in lines of at most `width` pixels, broken at spaces; a longer word keeps a line of its own. */
export function wrap(text: string, width: number, size: number, bold = false): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, size, bold) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
