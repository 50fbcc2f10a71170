'use client';
import { Field } from '../ui/field';
import { PasswordInput } from '../ui/password-input';

interface NewPasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  readonly help?: string;
}

/** The server's own rules, which browsers check before anything is sent. */
export function NewPasswordField({ label, value, onChange, required = true, help }: NewPasswordFieldProps) {
  return (
    <Field label={label} help={help ?? 'At least 10 characters. Four random words are better than one with digits.'}>
      {(control) => (
        <PasswordInput
          {...control}
          autoComplete="new-password"
          required={required}
          minLength={10}
          maxLength={256}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
