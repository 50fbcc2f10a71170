'use client';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names';
import { buttonClass, type ButtonKind } from './button';

interface MenuProps {
  readonly label: ReactNode;
  /** The name of a button that shows a sign only. */
  readonly ariaLabel?: string;
  readonly kind?: ButtonKind;
  readonly children: ReactNode;
}

/** A button that opens a list of things to do. */
export function Menu({ label, ariaLabel, kind = 'secondary', children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger aria-label={ariaLabel} className={buttonClass({ kind })}>
        {label}
        <span aria-hidden="true" className="text-soft">
          ▾
        </span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="card z-50 min-w-44 bg-raised p-1 shadow-lg"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  readonly children: ReactNode;
  readonly onSelect: () => void;
  readonly disabled?: boolean;
  readonly danger?: boolean;
}

export function MenuItem({ children, onSelect, disabled = false, danger = false }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      disabled={disabled}
      onSelect={onSelect}
      className={classNames(
        'flex min-h-8 items-center rounded px-2.5 py-1 text-sm outline-none select-none data-[disabled]:opacity-55 data-[highlighted]:bg-sunken',
        danger && 'text-bad',
      )}
    >
      {children}
    </DropdownMenu.Item>
  );
}

export function MenuCheckbox({
  children,
  checked,
  onChange,
}: {
  readonly children: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <DropdownMenu.CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      // Several may be chosen at once.
      onSelect={(event) => event.preventDefault()}
      className="flex min-h-8 items-center gap-2 rounded px-2.5 py-1 text-sm outline-none select-none data-[highlighted]:bg-sunken"
    >
      <span aria-hidden="true" className="w-3">
        {checked ? '✓' : ''}
      </span>
      {children}
    </DropdownMenu.CheckboxItem>
  );
}

export const MenuSeparator = () => <DropdownMenu.Separator className="my-1 h-px bg-rule" />;
