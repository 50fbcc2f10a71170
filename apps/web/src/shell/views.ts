/** A page with everything that its address says, under a name. */
export interface View {
  readonly path: string;
  /** The query of the address, without its question mark. */
  readonly search: string;
  readonly name: string;
}

const key = 'tombola-views';
const listeners = new Set<() => void>();

export function subscribeViews(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

export const readViews = (): string => localStorage.getItem(key) ?? '[]';

export function writeViews(views: readonly View[]): void {
  localStorage.setItem(key, JSON.stringify(views));
  for (const listener of listeners) listener();
}

/** The views of a stored text; what is no view is left out. */
export function viewsOf(stored: string): View[] {
  try {
    const value: unknown = JSON.parse(stored);
    return Array.isArray(value) ? value.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(value: unknown): value is View {
  const { path, search, name } = (value ?? {}) as Partial<View>;
  return [path, search, name].every((member) => typeof member === 'string');
}
