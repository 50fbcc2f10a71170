import { networkStructure, paperData } from '@tombola/nn';
import { prunableLayers } from '../distributions/prunable-layer';
import { sparsityReport } from './sparsity-report';

const lenet = prunableLayers(networkStructure({ name: 'lenet-300-100' }, paperData('lenet-300-100')!));

test('totals are of whole weights, and add up', () => {
  const { layers, totals } = sparsityReport(lenet, { name: 'erk', sparsity: 0.9 });
  expect(totals).toEqual({ parameters: 266_200, kept: 26_620, density: 0.1, sparsity: 0.9, macs: 266_200 });
  expect(layers.map(({ kept }) => kept)).toEqual([18_714, 6906, 1000]);
  expect(layers[0]).toMatchObject({ name: 'dense_1', parameters: 235_200, macs: 235_200 });
});

test('a layer that loses everything is said', () => {
  const options = { denseFirst: false };
  const at = (minKeep: number) =>
    sparsityReport(lenet, { name: 'uniform', sparsity: 0.9999 }, { ...options, minKeep }).emptyLayers;
  expect([at(0), at(1)]).toEqual([['dense_3'], []]);
});

test('layers that do not say their MACs have no FLOPs, but counts and bytes', () => {
  const unknown = lenet.map((layer) => ({ ...layer, macs: undefined }));
  const report = sparsityReport(unknown, { name: 'er', sparsity: 0.9 });
  expect(report).toMatchObject({ multipliers: null, totals: { macs: null, kept: 26_620 } });
  expect(report.layers[0]!.macs).toBeNull();
  expect(report.bytes).toEqual(sparsityReport(lenet, { name: 'er', sparsity: 0.9 }).bytes);
});

test('Top-KAST goes backward with the same distribution at its own sparsity', () => {
  const { multipliers } = sparsityReport(lenet, { name: 'erk', sparsity: 0.9 }, {}, { backwardSparsity: 0.5 });
  expect(multipliers!.training['top-kast']).toBeCloseTo((0.1 + 2 * 0.5) / 3, 12);
});
