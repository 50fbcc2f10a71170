import { randomStream } from '@tombola/shared';
import { countKept, placesOf } from '../dynamic/places';
import { momentOf } from '../dynamic/testing/moments';
import { setUpdate } from './set';

const random = randomStream(5, 'layers');
const layer = () => ({
  mask: Array.from({ length: 200 }, (_, i) => (i % 4 === 0 ? 1 : 0)),
  weights: Array.from({ length: 200 }, (_, i) => (i % 4 === 0 ? random.normal() : 0)),
});
const layers = { 'a/weights': layer(), 'b/weights': layer() };

async function updated(names: readonly string[], step = 40, seed = 7, drop: 'magnitude' | 'signed' = 'magnitude') {
  const chosen = Object.fromEntries(Object.entries(layers).filter(([name]) => names.includes(name)));
  const update = setUpdate({ drop, regrown: 'paper' }, seed);
  const { updates } = await update({ layers: names, fraction: 0.3, moment: momentOf(chosen, { step }) });
  return updates;
}

test('what grows follows from seed, step and layer alone, whatever else is updated and in which order', async () => {
  const both = await updated(['a/weights', 'b/weights']);
  expect((await updated(['b/weights', 'a/weights']))['a/weights']).toEqual(both['a/weights']);
  expect((await updated(['b/weights']))['b/weights']).toEqual(both['b/weights']);
  expect((await updated(['a/weights'], 41))['a/weights']!.mask).not.toEqual(both['a/weights']!.mask);
  expect((await updated(['a/weights'], 40, 8))['a/weights']!.mask).not.toEqual(both['a/weights']!.mask);
});

test.each(['magnitude', 'signed'] as const)('drops by %s and grows as many', async (drop) => {
  const { mask, weights } = layers['a/weights'];
  const update = (await updated(['a/weights'], 40, 7, drop))['a/weights']!;
  expect(countKept(update.mask)).toBe(50);
  const survivors = placesOf(update.stays, 1);
  const gone = [...mask.keys()].filter((i) => mask[i] === 1 && update.stays[i] === 0);
  const negative = (places: Iterable<number>) => [...places].filter((i) => weights[i]! < 0).length;
  const negatives = negative(mask.keys());
  if (drop === 'signed') {
    expect(negative(gone)).toBe(Math.floor(0.3 * negatives));
    expect(gone.length - negative(gone)).toBe(Math.floor(0.3 * (50 - negatives)));
  } else {
    const largest = Math.max(...gone.map((i) => Math.abs(weights[i]!)));
    expect(gone).toHaveLength(15);
    expect([...survivors].every((i) => Math.abs(weights[i]!) >= largest)).toBe(true);
  }
});
