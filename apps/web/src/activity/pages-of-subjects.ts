const folders: Readonly<Record<string, string>> = { study: 'studies', trial: 'trials', model: 'models' };

/** The page of what notes are about: a study, a trial, a model. */
export function subjectPage(subject: unknown, id: unknown): string | undefined {
  if (typeof subject !== 'string' || typeof id !== 'string' || !Object.hasOwn(folders, subject)) return undefined;
  return `/${folders[subject]}/${id}`;
}
