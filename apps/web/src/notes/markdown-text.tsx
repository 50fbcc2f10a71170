import { useMemo, type ReactNode } from 'react';
import { readMarkdown, type Block } from './markdown';
import { MarkdownTable } from './markdown-table';
import { showInline } from './show-inline';

/** A note as people wrote it. Texts become React's texts: nothing of it is ever HTML. */
export function MarkdownText({ source }: { readonly source: string }) {
  const blocks = useMemo(() => readMarkdown(source), [source]);
  return <div className="prose text-sm [overflow-wrap:anywhere]">{blocks.map(showBlock)}</div>;
}

function showBlock(block: Block, key: number): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p key={key} className="whitespace-pre-line">
          {showInline(block.inside)}
        </p>
      );
    case 'heading':
      // Headings of a note are none of the page's.
      return (
        <p key={key} className="text-base font-semibold">
          {showInline(block.inside)}
        </p>
      );
    case 'code':
      return (
        <pre key={key} tabIndex={0} className="overflow-x-auto rounded-md bg-sunken p-3 text-xs">
          <code>{block.text}</code>
        </pre>
      );
    case 'quote':
      return (
        <blockquote key={key} className="border-l-2 border-edge pl-3 text-soft">
          {block.inside.map(showBlock)}
        </blockquote>
      );
    case 'table':
      return <MarkdownTable key={key} head={block.head} rows={block.rows} />;
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List key={key}>
          {block.items.map((item, i) => (
            <li key={i} className="whitespace-pre-line">
              {showInline(item)}
            </li>
          ))}
        </List>
      );
    }
  }
}
