'use client';

/** Narrows the list to rows that have this. */
export const OnlyButton = ({ what, onClick }: { readonly what: string; readonly onClick: () => void }) => (
  <button
    type="button"
    aria-label={`Only ${what}`}
    title={`Only ${what}`}
    onClick={onClick}
    className="inline-flex size-6 shrink-0 items-center justify-center rounded text-soft hover:bg-sunken hover:text-ink"
  >
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className="size-3.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    >
      <path d="M2 3.5h12L9.5 9v4l-3 -1.5V9z" strokeLinejoin="round" />
    </svg>
  </button>
);
