/** As many as colours and dashes tell apart. */
const SLOTS = 28;

/**
 * Places in the palette that stay with their keys when others come or go, unless two want the same: then the later key takes the
 * next that is free.
 *
 * @returns a place for each key, in the order of the keys; of more keys than places, some share one
 */
export function colourSlots(keys: readonly string[]): number[] {
  const taken = new Set<number>();
  const slots = new Map<string, number>();
  for (const key of [...keys].sort()) {
    if (taken.size === SLOTS) taken.clear();
    let slot = hashOf(key) % SLOTS;
    while (taken.has(slot)) slot = (slot + 1) % SLOTS;
    taken.add(slot);
    slots.set(key, slot);
  }
  return keys.map((key) => slots.get(key)!);
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
