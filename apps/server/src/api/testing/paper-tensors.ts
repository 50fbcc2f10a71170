import { encodeSafetensors, isRecord, randomStream, type LevelResult, type StoredTensor } from '@tombola/shared';
import { parametersOf } from '@tombola/nn';
import { change } from '../../ledger/change';
import type { Claim } from '../../ledger/claim';
import { finishLevel, type LevelFile } from '../../ledger/finish';
import type { Services } from '../context';
import { networkOfRecipe } from '../recipe-network';
import { madeUpResult } from './train';

type Tensors = Record<string, StoredTensor>;

/** What a level of its recipe's network may have started from and ended with; made from its claim alone. */
export interface PaperTensors {
  /** mask/NAME, init/NAME. */
  readonly ticket: Tensors;
  readonly final: Tensors;
  readonly layers: LevelResult['layers'];
}

/** Masks of weights at random, of density 1 / 2^level. The initial weights of a seed are the same at all levels, save of `reinit`. */
export function paperTensors({ recipe, seed, level }: Claim): PaperTensors {
  const isNew = isRecord(recipe) && isRecord(recipe['control']) && recipe['control']['name'] === 'reinit';
  const [ticket, final, layers]: [Tensors, Tensors, LevelResult['layers']] = [{}, {}, {}];
  for (const { name, shape, prunable } of parametersOf(networkOfRecipe(recipe)!)) {
    const size = shape.reduce((product, extent) => product * extent, 1);
    const [choice, init, noise] = [
      randomStream(seed, 'mask', level, name),
      randomStream(seed, isNew ? 'reinit' : 'init', name),
      randomStream(seed, 'noise', level, name),
    ];
    const mask = Uint8Array.from({ length: size }, () => Number(!prunable || choice.uniform() < 0.5 ** level));
    const start = Float32Array.from({ length: size }, (_, i) => init.normal() * mask[i]!);
    ticket[`init/${name}`] = { shape, data: start };
    final[name] = { shape, data: start.map((value, i) => (value + 0.5 * noise.normal()) * mask[i]!) };
    if (!prunable) continue;
    ticket[`mask/${name}`] = { shape, data: mask };
    layers[name] = { kept: mask.reduce((sum, bit) => sum + bit, 0), total: size };
  }
  return { ticket, final, layers };
}

/** Ends a claimed level well, with these tensors. @returns what it ended with */
export async function finishWithTensors(
  parts: Pick<Services, 'store' | 'queue' | 'artifacts'>,
  held: Claim,
  tensors: PaperTensors = paperTensors(held),
): Promise<PaperTensors> {
  const { ticket, final, layers } = tensors;
  const result = { ...madeUpResult(held), layers };
  const files: LevelFile[] = [];
  for (const [kind, bytes] of Object.entries({
    ticket: encodeSafetensors({ tensors: ticket, metadata: { format: 'tombola-ticket-1' } }),
    final: encodeSafetensors({ tensors: final, metadata: {} }),
    result: Buffer.from(JSON.stringify(result)),
  })) {
    const blob = await parts.artifacts.put(bytes);
    files.push({ kind: kind as LevelFile['kind'], name: kind, mediaType: 'application/octet-stream', ...blob });
  }
  await change(parts.store.db, (current) =>
    finishLevel(current, parts.queue, held.hold, { result, files, log: 'trained on paper\n' }),
  );
  return tensors;
}
