/**
 * An exponential moving average without the pull of its start: each value is divided by the weight that it has gathered
 * (as Adam's moments; Kingma and Ba 2015, section 3). Values that are missing leave it as it is.
 *
 * @param weight of what came before, in [0, 1): 0 leaves the values alone.
 */
export function smooth(values: readonly (number | null)[], weight: number): (number | null)[] {
  if (weight === 0) return [...values];
  let sum = 0;
  let gathered = 0;
  return values.map((value) => {
    if (value === null) return null;
    sum = weight * sum + (1 - weight) * value;
    gathered = weight * gathered + (1 - weight);
    return sum / gathered;
  });
}
