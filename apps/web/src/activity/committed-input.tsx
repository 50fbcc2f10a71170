'use client';
import { useId, useState, type KeyboardEvent } from 'react';
import { classNames } from '../lib/class-names';
import { Input } from '../ui/field';

interface CommittedInputProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  /** Offered while one types. */
  readonly suggestions?: readonly string[];
  readonly onCommit: (value: string) => void;
  readonly className?: string;
}

/** A filter that must fit exactly: it counts when it is left, or with Enter, and not letter by letter. */
export function CommittedInput({ value, ...props }: CommittedInputProps) {
  return <Draft key={value} value={value} {...props} />;
}

function Draft({ label, placeholder, value, suggestions, onCommit, className }: CommittedInputProps) {
  const [text, setText] = useState(value);
  const list = useId();
  const commit = (next: string) => next.trim() !== value && onCommit(next.trim());
  const change = (next: string) => {
    setText(next);
    // Chosen from the list, or taken away with the field's own cross.
    if (next === '' || suggestions?.includes(next)) commit(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit(text);
    if (event.key === 'Escape') setText(value);
  };
  return (
    <>
      <Input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        maxLength={200}
        autoComplete="off"
        {...(suggestions && { list })}
        className={classNames('font-mono text-xs', className)}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => commit(text)}
      />
      {suggestions && (
        <datalist id={list}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </>
  );
}
