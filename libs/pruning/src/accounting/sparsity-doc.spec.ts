import { networkStructure, paperData } from '@tombola/nn';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prunableLayers } from '../distributions/prunable-layer';
import { sparsityReport, type SparsityChoice } from './sparsity-report';

const layers = prunableLayers(networkStructure({ name: 'resnet-50' }, paperData('resnet-50')!));
const document = readFileSync(join(__dirname, '../../../../docs/sparsity.md'), 'utf8');

/** Without the spaces that align a table. */
const plain = (line: string) => line.replace(/ +/g, ' ');

test.each(
  (['erk', 'uniform'] as const).flatMap((name) => [0.8, 0.9, 0.95, 0.965].map((sparsity) => ({ name, sparsity }))),
)('docs/sparsity.md says what ResNet-50 has with $name at $sparsity', (choice: SparsityChoice) => {
  const { totals, multipliers, bytes } = sparsityReport(layers, choice);
  const { inference, inferenceOperations, training } = multipliers!;
  const cells = [
    `\`${choice.name}\``,
    choice.sparsity,
    totals.kept.toLocaleString('en-US'),
    inference.toFixed(6),
    inferenceOperations.toFixed(4),
    ...[training.rigl, training.snfs, training.pruning].map((times) => times.toFixed(6)),
    (bytes.bitmap / 1e6).toFixed(3),
  ];
  expect(document.split('\n').map(plain)).toContain(`| ${cells.join(' | ')} |`);
});
