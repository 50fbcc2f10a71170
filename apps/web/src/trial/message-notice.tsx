import { messageParts } from './message-parts';

interface MessageNoticeProps {
  readonly name: string;
  readonly message: string;
}

/** Why a training ended: what was wrong, the value, what was expected, how to mend it. */
export function MessageNotice({ name, message }: MessageNoticeProps) {
  const { what, value, expected, mend } = messageParts(message);
  const rest = [
    ['got', value],
    ['expected', expected],
    ['to mend it', mend],
  ] as const;
  return (
    <div className="rounded-md border border-bad/50 bg-bad-soft px-4 py-3 text-sm">
      <p className="[overflow-wrap:anywhere]">
        <span className="font-medium text-bad">{name}</span>: {what}
      </p>
      {expected !== undefined && (
        <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
          {rest.map(
            ([term, text]) =>
              text !== undefined && (
                <div key={term} className="contents">
                  <dt className="text-soft">{term}</dt>
                  <dd className="[overflow-wrap:anywhere]">{text}</dd>
                </div>
              ),
          )}
        </dl>
      )}
    </div>
  );
}
