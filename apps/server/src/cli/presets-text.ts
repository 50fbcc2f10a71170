/** A study of the literature, in a list. */
export interface PresetEntry {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly citation: string;
  /** Descriptions by name. */
  readonly scales: Readonly<Record<string, string>>;
}

/** Studies of the literature as people read them. */
export function presetsText(presets: readonly PresetEntry[]): string {
  return presets
    .map(({ id, title, question, citation, scales }) => {
      const lines = Object.entries(scales).map(([name, text]) => `    ${name.padEnd(6)} ${text}`);
      return [`${id}  ${title}`, `  ${question}`, `  ${citation}`, ...lines].join('\n');
    })
    .join('\n\n');
}
