import type { ColourScale } from './colour-scale';
import type { Value } from './rows';

interface ColourKeyProps {
  readonly scale: ColourScale;
  readonly format: (value: Value) => string;
}

/** From little to much. */
export function ColourKey({ scale: { domain, colours }, format }: ColourKeyProps) {
  return (
    <span className="inline-flex min-h-9 items-center gap-2 text-xs text-soft tabular-nums">
      {format(domain[0])}
      <svg aria-hidden="true" width={colours.length * 16} height="10">
        {colours.map((colour, i) => (
          <rect key={colour} x={i * 16} width="16" height="10" fill={colour} />
        ))}
      </svg>
      {format(domain[1])}
    </span>
  );
}
