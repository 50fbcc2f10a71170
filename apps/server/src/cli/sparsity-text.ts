import type { SparsityReport } from '@tombola/pruning';
import { columns } from './columns';

/** What a sparsity comes to, as people read it. */
export function sparsityText(report: SparsityReport & { readonly network: string }): string {
  const { network, distribution, emptyLayers } = report;
  return [
    `${network}: ${distribution.name}, sparsity ${distribution.sparsity}`,
    layerTable(report),
    'Counted are the weights of convolutions and dense layers; biases and batch norm stay dense and are not.',
    ...(emptyLayers.length === 0 ? [] : [`No weight is left in ${emptyLayers.join(', ')}; --min-keep 1 prevents it.`]),
    costTable(report),
    byteTable(report),
  ].join('\n\n');
}

function layerTable({ layers, totals }: SparsityReport): string {
  const rows = layers.map(({ name, shape, parameters, density, kept, macs }) => [
    name,
    shape.join(' x '),
    parameters,
    density.toFixed(6),
    kept,
    macs ?? '',
  ]);
  const total = ['total', '', totals.parameters, totals.density.toFixed(6), totals.kept, totals.macs ?? ''];
  return columns(['layer', 'weights', 'parameters', 'density', 'kept', 'MACs'], [...rows, total]);
}

function costTable({ multipliers }: SparsityReport): string {
  if (multipliers === null) return 'No FLOPs: a convolution does not say its macs or positions.';
  const { inference, inferenceOperations, training } = multipliers;
  return columns(
    ['FLOPs of the dense network', 'times'],
    [
      ['inference, MACs of weights', inference.toFixed(6)],
      ['inference, with biases and ReLU', inferenceOperations.toFixed(6)],
      ...Object.entries<number | undefined>(training).map(([method, times = NaN]) => [
        `training, ${method}`,
        times.toFixed(6),
      ]),
    ],
  );
}

function byteTable({ bytes }: SparsityReport): string {
  const megabytes = (value: number) => (value / 1e6).toFixed(3);
  return columns(
    ['stored as', 'bytes', 'MB'],
    [
      ['dense float32', bytes.dense, megabytes(bytes.dense)],
      ['bitmap, float32', bytes.bitmap, megabytes(bytes.bitmap)],
      ['CSR, float32', bytes.csr, megabytes(bytes.csr)],
      ['bitmap, int8', bytes.bitmapInt8, megabytes(bytes.bitmapInt8)],
    ],
  );
}
