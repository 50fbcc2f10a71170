import { classNames } from '../lib/class-names';

/** More slots than this are no picture any more. */
const MOST = 64;

/** Trainings at a time: which are going on, and how many more would fit. */
export function Slots({ busy, slots }: { readonly busy: number; readonly slots: number }) {
  const words = `${busy} of ${slots} ${slots === 1 ? 'slot' : 'slots'} busy`;
  return (
    <div className="flex items-center justify-between gap-3 text-sm">
      <span>{words}</span>
      {slots <= MOST && (
        <span aria-hidden="true" className="flex max-w-[60%] flex-wrap justify-end gap-1">
          {Array.from({ length: Math.max(slots, busy) }, (_, i) => (
            <span
              key={i}
              className={classNames(
                'size-3.5 rounded-[3px] border',
                i < busy ? 'border-accent bg-accent' : 'border-edge',
              )}
            />
          ))}
        </span>
      )}
    </div>
  );
}
