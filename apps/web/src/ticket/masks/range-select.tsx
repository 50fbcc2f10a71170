'use client';
import { Select } from '../../ui/field';
import { useColourRange } from './range';

/** Chooses where the colours end; one choice for all pictures of the page. */
export function RangeSelect() {
  const [range, setRange] = useColourRange();
  return (
    <label className="flex items-center gap-2 text-sm">
      Colours
      <Select
        className="w-auto"
        value={range}
        onChange={(value) => void setRange(value)}
        options={[
          { value: 'picture', label: 'up to this picture’s most' },
          { value: 'possible', label: 'up to all kept' },
        ]}
      />
    </label>
  );
}
