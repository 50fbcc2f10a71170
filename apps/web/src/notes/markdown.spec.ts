import fc from 'fast-check';
import { readInline, readMarkdown, type Block, type Inline } from './markdown';

const text = (content: string) => ({ kind: 'text', text: content });

test('paragraphs, headings, lists, quotes and code', () => {
  const source = [
    '# Seen',
    'Two lines',
    'of one paragraph.',
    '',
    '- one',
    '- two',
    '  goes on',
    '',
    '1. first',
    '2) second',
    '> said',
    '```ts',
    '<b>& * [x]</b>',
    '```',
    'end',
  ].join('\n');
  expect(readMarkdown(source)).toEqual([
    { kind: 'heading', inside: [text('Seen')] },
    { kind: 'paragraph', inside: [text('Two lines\nof one paragraph.')] },
    { kind: 'list', ordered: false, items: [[text('one')], [text('two\ngoes on')]] },
    { kind: 'list', ordered: true, items: [[text('first')], [text('second')]] },
    { kind: 'quote', inside: [{ kind: 'paragraph', inside: [text('said')] }] },
    { kind: 'code', text: '<b>& * [x]</b>' },
    { kind: 'paragraph', inside: [text('end')] },
  ]);
});

test('tables: a head, a line under it, rows of as many cells as they have', () => {
  const source = [
    'before',
    '',
    '| a | *b* |',
    '|---|:-:|',
    '| 1 \\| 2 | `c` |',
    '| 3 |',
    'after',
    '| no | head |',
    '| x |',
  ];
  expect(readMarkdown(source.join('\n'))).toMatchObject([
    { kind: 'paragraph', inside: [text('before')] },
    {
      kind: 'table',
      head: [[text('a')], [{ kind: 'emphasis' }]],
      rows: [[[text('1 | 2')], [{ kind: 'code', text: 'c' }]], [[text('3')]]],
    },
    { kind: 'paragraph', inside: [text('after\n| no | head |\n| x |')] },
  ]);
});

test('bold, italic, code and links within a line', () => {
  expect(readInline('a **b _c_** `d*e*` [f](https://g.example/h) *i* _j_ snake_case_name')).toMatchObject([
    text('a '),
    { kind: 'strong', inside: [text('b '), { kind: 'emphasis', inside: [text('c')] }] },
    text(' '),
    { kind: 'code', text: 'd*e*' },
    text(' '),
    { kind: 'link', href: 'https://g.example/h', inside: [text('f')] },
    text(' '),
    { kind: 'emphasis', inside: [text('i')] },
    text(' '),
    { kind: 'emphasis', inside: [text('j')] },
    text(' snake_case_name'),
  ]);
  expect(readInline('See https://a.example/b?c=1.')).toEqual([
    text('See '),
    { kind: 'link', href: 'https://a.example/b?c=1', inside: [text('https://a.example/b?c=1')] },
    text('.'),
  ]);
  expect(readInline('[https://a.example](https://b.example)')).toEqual([
    { kind: 'link', href: 'https://b.example', inside: [text('https://a.example')] },
  ]);
});

test('what is no mark stays text: HTML, scripts, other addresses', () => {
  for (const source of [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](//evil.example)',
    '[x](/studies)',
    '![x](y)',
    '**',
    '2 * 3 * 4',
  ]) {
    expect(readInline(source)).toEqual([text(source)]);
  }
  expect(readInline('[x](https://a.example" onclick="alert(1))')).toEqual([
    text('[x]('),
    { kind: 'link', href: 'https://a.example', inside: [text('https://a.example')] },
    text('" onclick="alert(1))'),
  ]);
  expect(readInline('![x](https://a.example/b.png)')).toMatchObject([text('!'), { kind: 'link' }]);
});

const source = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom(
      '*',
      '_',
      '`',
      '[',
      ']',
      '(',
      ')',
      '\n',
      ' ',
      '-',
      '1.',
      '>',
      '#',
      'a',
      'https://',
      'javascript:',
      '<',
      '|',
      '\n|-|\n|',
    ),
    maxLength: 200,
  }),
);

const linksOf = (pieces: readonly Inline[]): string[] =>
  pieces.flatMap((piece) =>
    piece.kind === 'link' ? [piece.href, ...linksOf(piece.inside)] : 'inside' in piece ? linksOf(piece.inside) : [],
  );
const wordsOf = (pieces: readonly Inline[]): string =>
  pieces.map((piece) => ('inside' in piece ? wordsOf(piece.inside) : piece.text)).join('');
const allOf = (blocks: readonly Block[]): Inline[] =>
  blocks.flatMap((block): Inline[] =>
    block.kind === 'code'
      ? [{ kind: 'code', text: block.text }]
      : block.kind === 'list'
        ? block.items.flat()
        : block.kind === 'quote'
          ? allOf(block.inside)
          : block.kind === 'table'
            ? [block.head, ...block.rows].flat(2)
            : [...block.inside],
  );

test('whatever is written, every link is of http or https', () => {
  fc.assert(
    fc.property(source, (written) => {
      for (const href of linksOf(allOf(readMarkdown(written)))) expect(['http:', 'https:']).toContain(protocolOf(href));
    }),
  );
});

/** Without a host (`https://?`) an address leads nowhere; browsers take it for text. */
const protocolOf = (href: string) => (URL.canParse(href) ? new URL(href).protocol : href.slice(0, href.indexOf('//')));

test('no letter that is written is lost', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '*', '`', '\n', '_', '|', '\n|-|\n'), maxLength: 80 }),
      (written) => {
        const letters = (content: string) => content.replace(/[^ab]/g, '');
        // The name of a fenced block's language is not shown.
        if (/^\s*```/m.test(written)) return;
        expect(letters(wordsOf(allOf(readMarkdown(written))))).toBe(letters(written));
      },
    ),
  );
});

test('long notes of nothing but marks are read at once', () => {
  for (const mark of ['*', '**a', '`', '[', '[a](', '_a ', '> ', '- ', 'https://', '|', '| ', '|-', '|-|\n', '```\n']) {
    expect(readMarkdown(mark.repeat(30_000)).length).toBeGreaterThan(0);
  }
});

test('a heading is what stands between its signs, however much room it has', () => {
  const headings = (source: string) => readMarkdown(source).map((block) => [block.kind, wordsOf(allOf([block]))]);
  expect(headings('## Seen ##  \n# C#\n### a # b')).toEqual([
    ['heading', 'Seen'],
    ['heading', 'C'],
    ['heading', 'a # b'],
  ]);
  const room = ' '.repeat(100_000);
  expect(headings(`# a${room}b`)).toEqual([['heading', `a${room}b`]]);
  expect(headings(`# a${'#'.repeat(100_000)}b`)).toEqual([['heading', `a${'#'.repeat(100_000)}b`]]);
  expect(headings(`#${room}`)).toEqual([['paragraph', `#${room}`]]);
});

test('a line with a separator of lines in it is one line', () => {
  const line = `${' '.repeat(100_000)}a\u2028b`;
  expect(readMarkdown(`-${line}`)).toMatchObject([{ kind: 'list', items: [[{ kind: 'text', text: 'a\u2028b' }]] }]);
  expect(readMarkdown(`1.${line}`)).toMatchObject([{ kind: 'list', ordered: true }]);
});
