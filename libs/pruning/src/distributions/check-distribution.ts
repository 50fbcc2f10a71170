import { InputError } from '@tombola/shared';
import type { Distribution, DistributeOptions } from './distribute';
import type { PrunableLayer } from './prunable-layer';

/** @throws {InputError} when something that `distribute` is given is out of range, or names no layer. */
export function checkDistribution(
  layers: readonly PrunableLayer[],
  distribution: Distribution,
  { fixed = {}, minKeep = 0 }: DistributeOptions,
): void {
  const names = layers.map(({ name }) => name);
  if (distribution.name === 'given') {
    checkShares('density', distribution.densities, names);
  } else {
    need('sparsity', distribution.sparsity, (value) => value >= 0 && value < 1, 'a number from 0 to less than 1');
  }
  if (distribution.name === 'er' || distribution.name === 'erk') {
    need('the power', distribution.power ?? 1, (value) => value >= 0 && value <= 10, 'a number from 0 to 10');
  }
  if (distribution.name === 'smart-ratio') {
    need('the output layer’s density', distribution.outputDensity ?? 0, isShare, 'a number from 0 to 1');
  }
  need('minKeep', minKeep, (value) => Number.isInteger(value) && value >= 0, 'a whole number from 0');
  checkShares('sparsity', fixed, names);
}

function checkShares(what: string, shares: Readonly<Record<string, number>>, names: readonly string[]): void {
  for (const [name, share] of Object.entries(shares)) {
    if (!names.includes(name)) {
      throw new InputError({ what: `a ${what} is given for no such layer`, value: name, expected: names.join(', ') });
    }
    need(`the ${what} of ${name}`, share, isShare, 'a number from 0 to 1');
  }
}

const isShare = (value: number) => value >= 0 && value <= 1;

function need(what: string, value: number, isRight: (value: number) => boolean, expected: string): void {
  if (isRight(value)) return;
  throw new InputError({ what: `${what} is out of range`, value, expected });
}
