/** A piece of a line. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly inside: readonly Inline[] }
  /** Of http or https, nothing else. */
  | { readonly kind: 'link'; readonly href: string; readonly inside: readonly Inline[] };

/** A piece of a text. */
export type Block =
  | { readonly kind: 'paragraph' | 'heading'; readonly inside: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'quote'; readonly inside: readonly Block[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'table'; readonly head: Row; readonly rows: readonly Row[] };

/** The cells of a table's line. */
export type Row = readonly (readonly Inline[])[];

const fence = /^\s*(```|~~~)/;
// Readers wait for these, whatever was written: what ends a pattern must always match, or a long line takes its square.
const heading = /^#{1,6}\s+(\S.*)$/s;
const bullet = /^\s{0,3}[-*+]\s+(.*)$/s;
const numbered = /^\s{0,3}\d{1,9}[.)]\s+(.*)$/s;
const quoted = /^\s{0,3}>\s?(.*)$/s;
const row = /^\s{0,3}\|.*\|\s*$/s;
const underHead = /^\s{0,3}\|(?:\s*:?-+:?\s*\|)+\s*$/;
/** Quotes within quotes are read so deep; what is deeper is text. */
const DEEPEST = 4;

/**
 * The part of Markdown that notes need: paragraphs, headings, lists of one depth, quotes, code, tables with outer bars, bold,
 * italic, links.
 * Everything else, HTML above all, is text: what is read can be put on a page without being cleaned.
 */
export function readMarkdown(source: string): Block[] {
  return readBlocks(source.replace(/\r\n?/g, '\n').split('\n'), 0);
}

function readBlocks(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  const kindOf = (line: string) =>
    fence.test(line)
      ? 'code'
      : heading.test(line)
        ? 'heading'
        : bullet.test(line)
          ? 'bullet'
          : numbered.test(line)
            ? 'numbered'
            : quoted.test(line) && depth < DEEPEST
              ? 'quote'
              : line.trim() === ''
                ? 'blank'
                : 'text';
  let at = 0;
  /** The lines from here on as long as they are of a kind. */
  const take = (kind: string): string[] => {
    const start = at;
    while (at < lines.length && kindOf(lines[at]!) === kind) at++;
    return lines.slice(start, at);
  };
  while (at < lines.length) {
    const line = lines[at]!;
    const kind = kindOf(line);
    if (kind === 'blank') at++;
    else if (row.test(line) && underHead.test(lines[at + 1] ?? '')) {
      const start = at;
      at += 2;
      while (at < lines.length && row.test(lines[at]!)) at++;
      blocks.push({ kind: 'table', head: readRow(line), rows: lines.slice(start + 2, at).map(readRow) });
    } else if (kind === 'code') {
      const mark = fence.exec(line)![1]!;
      let last = at + 1;
      while (last < lines.length && lines[last]!.trim() !== mark) last++;
      blocks.push({ kind: 'code', text: lines.slice(at + 1, last).join('\n') });
      at = last + 1;
    } else if (kind === 'heading') {
      blocks.push({ kind: 'heading', inside: readInline(headingOf(heading.exec(line)![1]!)) });
      at++;
    } else if (kind === 'quote') {
      const inside = take('quote').map((each) => quoted.exec(each)![1]!);
      blocks.push({ kind: 'quote', inside: readBlocks(inside, depth + 1) });
    } else if (kind === 'text') {
      blocks.push({ kind: 'paragraph', inside: readInline(take('text').join('\n')) });
    } else {
      const pattern = kind === 'bullet' ? bullet : numbered;
      const items: string[] = [];
      // A line of text under an item goes on with it.
      while (at < lines.length && (kindOf(lines[at]!) === kind || kindOf(lines[at]!) === 'text')) {
        if (kindOf(lines[at]!) === kind) items.push(pattern.exec(lines[at]!)![1]!);
        else items[items.length - 1] += `\n${lines[at]!.trim()}`;
        at++;
      }
      blocks.push({ kind: 'list', ordered: kind === 'numbered', items: items.map((item) => readInline(item)) });
    }
  }
  return blocks;
}

/** What a heading says, without the signs that may close it. */
const headingOf = (text: string): string => without(text.trimEnd(), '#').trimEnd();

/** A text without these characters at its end. */
function without(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1]!)) end--;
  return text.slice(0, end);
}

function readRow(line: string): Row {
  const cells = line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/);
  return cells.map((cell) => readInline(cell.trim().replaceAll('\\|', '|')));
}

/** What may stand in a line, first come first served. No pattern repeats another: reading takes time in proportion. */
const marks =
  /`([^`\n]+)`|\[([^[\]\n]{1,500})\]\((https?:\/\/[^\s()<>"]{1,2000})\)|\*\*([^*\n]+)\*\*|\*([^*\s][^*\n]*)\*|(?<![\w])_([^_\s][^_\n]*)_(?![\w])|(https?:\/\/[^\s<>"'`()[\]]{1,2000})/g;

/** A line with its marks. @param linked it is the text of a link: links within it are text */
export function readInline(text: string, linked = false): Inline[] {
  const pieces: Inline[] = [];
  let last = 0;
  const plain = (to: number) => {
    if (to > last) pieces.push({ kind: 'text', text: text.slice(last, to) });
  };
  for (const match of text.matchAll(marks)) {
    const [whole, code, label, target, strong, star, underscore, bare] = match;
    if (linked && (target !== undefined || bare !== undefined)) continue;
    plain(match.index);
    last = match.index + whole.length;
    if (code !== undefined) pieces.push({ kind: 'code', text: code });
    else if (target !== undefined) pieces.push({ kind: 'link', href: target, inside: readInline(label!, true) });
    else if (strong !== undefined) pieces.push({ kind: 'strong', inside: readInline(strong, linked) });
    else if (bare !== undefined) {
      // The full stop after an address is the sentence's.
      const href = without(bare, '.,;:!?');
      last -= bare.length - href.length;
      pieces.push({ kind: 'link', href, inside: [{ kind: 'text', text: href }] });
    } else pieces.push({ kind: 'emphasis', inside: readInline((star ?? underscore)!, linked) });
  }
  plain(text.length);
  return pieces;
}
