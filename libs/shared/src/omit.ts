/** A record without some of its members. */
export function omit<T extends object, K extends keyof T>(record: T, ...names: readonly K[]): Omit<T, K> {
  const copy = { ...record };
  for (const name of names) delete copy[name];
  return copy;
}
