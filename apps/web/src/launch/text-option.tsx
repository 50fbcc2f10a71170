'use client';
import { classNames } from '../lib/class-names';
import { focusControl } from '../schema-form/field-buttons';
import { Button } from '../ui/button';
import { Field, Input } from '../ui/field';

interface TextOptionProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly value: string;
  /** What holds while nothing is typed. */
  readonly before: string;
  readonly onText: (text: string) => void;
  readonly numeric?: boolean;
}

/** An option of the launch that is typed; what was typed is marked and can be taken back. */
export function TextOption({ label, help, error, value, before, onText, numeric = false }: TextOptionProps) {
  return (
    <Field label={label} error={error} {...(help !== undefined && { help })}>
      {(ids) => (
        <div className="flex gap-1">
          <Input
            {...ids}
            value={value}
            placeholder={before}
            inputMode={numeric ? 'numeric' : undefined}
            autoComplete="off"
            spellCheck={false}
            className={classNames(
              'flex-1',
              value !== '' && 'bg-accent-soft',
              value !== '' && error === undefined && 'border-accent',
            )}
            onChange={({ target }) => onText(target.value)}
          />
          {value !== '' && (
            <Button
              kind="ghost"
              square
              aria-label={`Reset ${label}`}
              title={`Back to ${before}`}
              onClick={({ currentTarget }) => {
                focusControl(currentTarget);
                onText('');
              }}
            >
              <span aria-hidden="true">↺</span>
            </Button>
          )}
        </div>
      )}
    </Field>
  );
}
