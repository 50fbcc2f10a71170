'use client';
import { useState, type ComponentProps } from 'react';
import { classNames } from '../lib/class-names';
import { Button } from './button';
import { Input } from './field';

type PasswordInputProps = Omit<ComponentProps<'input'>, 'type' | 'autoComplete'> & {
  /** What the browser's password manager fills in, or offers to make. */
  readonly autoComplete: 'current-password' | 'new-password';
};

/** A password, which can be shown: what is seen is mistyped less. */
export function PasswordInput({ className, ...props }: PasswordInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input
        type={shown ? 'text' : 'password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={classNames('pr-16', className)}
        {...props}
      />
      <Button
        kind="ghost"
        aria-label="Show the password"
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute top-1 right-1 !min-h-7 !px-2 text-xs"
      >
        {shown ? 'Hide' : 'Show'}
      </Button>
    </div>
  );
}
