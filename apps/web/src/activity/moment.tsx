const time = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
const ofThisYear = new Intl.DateTimeFormat(undefined, time);
const ofAnyYear = new Intl.DateTimeFormat(undefined, { year: 'numeric', ...time });

/** A moment by the reader's clock. */
export function Moment({ at }: { readonly at: string }) {
  const date = new Date(at);
  const format = date.getFullYear() === new Date().getFullYear() ? ofThisYear : ofAnyYear;
  return (
    <time dateTime={at} title={at} className="whitespace-nowrap text-soft">
      {format.format(date)}
    </time>
  );
}
