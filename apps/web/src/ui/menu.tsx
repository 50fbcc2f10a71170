'use client';
import { createContext, useContext, useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { classNames } from '../lib/class-names';
import { buttonClass, type ButtonKind } from './button';
import { walkTo, walkToLetter } from './focus-walk';

interface MenuProps {
  readonly label: ReactNode;
  /** The name of a button that shows a sign only. */
  readonly ariaLabel?: string;
  readonly kind?: ButtonKind;
  readonly children: ReactNode;
}

const MenuContext = createContext<() => void>(() => {});
/** Between button and list, and between list and window, in CSS pixels. */
const [GAP, EDGE] = [4, 8];
const choices = '[role^="menuitem"]:not(:disabled)';

/**
 * A button that opens a list of things to do: the browser's own popover, over everything, which a click elsewhere and
 * Escape close.
 */
export function Menu({ label, ariaLabel, kind = 'secondary', children }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => list.current?.hidePopover();

  useLayoutEffect(() => {
    if (!open) return;
    placeAt(list.current!, button.current!);
    list.current!.querySelector<HTMLElement>(choices)?.focus();
  }, [open]);
  useEffect(() => {
    if (!open) return;
    // It would stay where its button is no more.
    const leave = ({ target }: Event) => {
      if (!(target instanceof Node && list.current?.contains(target))) list.current?.hidePopover();
    };
    window.addEventListener('scroll', leave, { capture: true, passive: true });
    window.addEventListener('resize', leave);
    return () => {
      window.removeEventListener('scroll', leave, { capture: true });
      window.removeEventListener('resize', leave);
    };
  }, [open]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Tab') return close();
    const items = [...list.current!.querySelectorAll<HTMLElement>(choices)];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const labels = items.map(({ textContent }) => (textContent ?? '').replace(/^✓/, ''));
    const to = walkTo(event.key, at, items.length, 'vertical') ?? walkToLetter(event.key.trim(), at, labels);
    if (to === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    items[to]!.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={ariaLabel}
        aria-haspopup="menu"
        aria-expanded={open}
        className={buttonClass({ kind })}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          list.current!.showPopover();
        }}
      >
        {label}
        <span aria-hidden="true" className="text-soft">
          ▾
        </span>
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={ariaLabel ?? (typeof label === 'string' ? label : undefined)}
        className="card inset-auto m-0 max-h-[calc(100dvh-1rem)] min-w-44 overflow-y-auto bg-raised p-1 text-ink shadow-lg"
        onToggle={({ newState }) => setOpen(newState === 'open')}
        onKeyDown={onKeyDown}
      >
        <MenuContext value={close}>{open && children}</MenuContext>
      </div>
    </>
  );
}

/** Under the button with its right side, over it where there is no room. */
function placeAt(list: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = list;
  const under = at.bottom + GAP;
  const fits = under + height + EDGE <= window.innerHeight || at.top < height;
  const left = Math.min(at.right - width, window.innerWidth - width - EDGE);
  list.style.left = `${Math.max(EDGE, left)}px`;
  list.style.top = `${Math.max(EDGE, fits ? under : at.top - GAP - height)}px`;
}

const itemClass =
  'flex min-h-8 w-full items-center rounded px-2.5 py-1 text-left text-sm outline-none select-none hover:bg-sunken focus:bg-sunken disabled:opacity-55';

interface MenuItemProps {
  readonly children: ReactNode;
  readonly onSelect: () => void;
  readonly disabled?: boolean;
  readonly danger?: boolean;
}

export function MenuItem({ children, onSelect, disabled = false, danger = false }: MenuItemProps) {
  const close = useContext(MenuContext);
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      disabled={disabled}
      className={classNames(itemClass, danger && 'text-bad')}
      onClick={() => {
        close();
        onSelect();
      }}
    >
      {children}
    </button>
  );
}

interface MenuCheckboxProps {
  readonly children: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A choice that is on or off; the menu stays open, since several may be wanted. */
export function MenuCheckbox({ children, checked, onChange }: MenuCheckboxProps) {
  return (
    <button
      type="button"
      role="menuitemcheckbox"
      tabIndex={-1}
      aria-checked={checked}
      className={classNames(itemClass, 'gap-2')}
      onClick={() => onChange(!checked)}
    >
      <span aria-hidden="true" className="w-3">
        {checked ? '✓' : ''}
      </span>
      {children}
    </button>
  );
}

export const MenuSeparator = () => <div role="separator" className="my-1 h-px bg-rule" />;
