'use client';
import { Menu, MenuCheckbox, MenuItem, MenuSeparator } from '../../ui/menu';
import type { AxisChoice } from './axes';

interface AxesMenuProps {
  readonly choices: readonly AxisChoice[];
  readonly chosen: readonly string[];
  readonly onChoose: (ids: readonly string[] | null) => void;
}

/** Which axes there are; they are kept in the address. */
export function AxesMenu({ choices, chosen, onChoose }: AxesMenuProps) {
  return (
    <Menu label={`Axes (${chosen.length})`}>
      <MenuItem onSelect={() => onChoose(choices.map(({ id }) => id))}>All</MenuItem>
      <MenuItem onSelect={() => onChoose([])}>None</MenuItem>
      <MenuItem onSelect={() => onChoose(null)}>As at first</MenuItem>
      <MenuSeparator />
      <div className="max-h-[50vh] overflow-y-auto">
        {choices.map(({ id, title }) => (
          <MenuCheckbox
            key={id}
            checked={chosen.includes(id)}
            onChange={(checked) => onChoose(checked ? [...chosen, id] : chosen.filter((each) => each !== id))}
          >
            {title}
          </MenuCheckbox>
        ))}
      </div>
    </Menu>
  );
}
