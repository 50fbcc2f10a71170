/** What a command hands back; the shell prints it. A command itself never writes on stdout. */
export interface Output {
  /** The one JSON value that `--json` prints. */
  readonly value: unknown;
  /** What people read instead; made only when it is printed. Without it, the value is printed as JSON. */
  readonly text?: () => string;
  /** The command did its work and the answer is bad news: exit code 1. */
  readonly failed?: boolean;
}

/** The text that goes to stdout. */
export function render({ value, text }: Output, json: boolean): string {
  if (json) return `${JSON.stringify(value)}\n`;
  const lines = text?.() ?? JSON.stringify(value, undefined, 2);
  return lines === '' || lines.endsWith('\n') ? lines : `${lines}\n`;
}

/** Writes it, and waits until it is written: a pipe may take it in pieces. */
export async function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (text === '') return;
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
