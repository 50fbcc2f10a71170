import { networkStructure, structureOf } from '@tombola/nn';
import { DamagedError } from '@tombola/shared';
import fc from 'fast-check';
import { deadUnits } from './dead-units';
import { inputConnections } from './input-connections';
import { layerMasks } from './layer-masks';
import { onlyReader } from './only-reader';
import { ticketOf } from './testing/launch';
import { masksIn } from './ticket-masks';

/** Two channels of 2 x 3 pixels, 3 hidden units, 2 classes. */
const network = networkStructure({ name: 'mlp', hidden: [3] }, { inputShape: [2, 2, 3], classes: 2 });
const bits = (length: number) => fc.array(fc.constantFrom(0, 1), { minLength: length, maxLength: length });
const anyMasks = fc.tuple(bits(36), bits(6));

const masksOf = (first: number[], second: number[], shape = [12, 3]) =>
  masksIn(
    ticketOf({
      'dense_1/weights': { shape, data: Uint8Array.from(first) },
      'dense_2/weights': { shape: [3, 2], data: Uint8Array.from(second) },
    }),
    'made up',
  );

test('a unit is cut off when no weight of its row or column is kept', () => {
  fc.assert(
    fc.property(anyMasks, ([first, second]) => {
      const { layers, hidden } = deadUnits(network, layerMasks(network, masksOf(first, second)));
      const reads = (mask: number[], width: number, row: number) =>
        mask.slice(row * width, (row + 1) * width).some(Boolean);
      const feeds = (mask: number[], width: number, column: number) =>
        mask.some((bit, i) => bit === 1 && i % width === column);
      const where = (count: number, is: (i: number) => boolean) => {
        const indices = Array.from({ length: count }, (_, i) => i).filter(is);
        return { count: indices.length, indices };
      };
      expect(layers).toMatchObject([
        {
          layer: 'dense_1',
          kind: 'dense',
          inputs: 12,
          outputs: 3,
          inputsUnused: where(12, (i) => !reads(first, 3, i)),
          outputsUnfed: where(3, (i) => !feeds(first, 3, i)),
        },
        {
          parameter: 'dense_2/weights',
          inputsUnused: where(3, (i) => !reads(second, 2, i)),
          outputsUnfed: where(2, (i) => !feeds(second, 2, i)),
        },
      ]);
      expect(hidden).toEqual([
        {
          layer: 'dense_1',
          units: 3,
          unfed: layers[0]!.outputsUnfed.count,
          unused: layers[1]!.inputsUnused.count,
          dead: where(3, (i) => !feeds(first, 3, i) || !reads(second, 2, i)),
        },
      ]);
    }),
  );
});

test('of many indices the first are listed and all are counted', () => {
  const wide = networkStructure({ name: 'mlp', hidden: [1500] }, { inputShape: [1, 1, 1], classes: 1 });
  const nothing = { shape: [1, 1500], data: new Uint8Array(1500) };
  const everything = { shape: [1500, 1], data: new Uint8Array(1500).fill(1) };
  const masks = masksIn(ticketOf({ 'dense_1/weights': nothing, 'dense_2/weights': everything }), 'made up');
  const [{ dead, unfed, unused }] = deadUnits(wide, layerMasks(wide, masks)).hidden as [
    ReturnType<typeof deadUnits>['hidden'][number],
  ];
  expect([unfed, unused, dead.count, dead.indices.length, dead.indices.at(-1)]).toEqual([1500, 0, 1500, 1000, 999]);
});

test('connections are counted for each channel of each pixel', () => {
  fc.assert(
    fc.property(anyMasks, ([first, second]) => {
      const [layer] = layerMasks(network, masksOf(first, second));
      const { counts, ...rest } = inputConnections(network, layer!);
      expect(rest).toEqual({ layer: 'dense_1', kind: 'dense', height: 2, width: 3, channels: 2, outputs: 3 });
      for (const [y, x, c] of [0, 1].flatMap((row) =>
        [0, 1, 2].flatMap((column) => [0, 1].map((k) => [row, column, k])),
      )) {
        // Images are channels, rows, columns; counts have the channels last.
        const row = c! * 6 + y! * 3 + x!;
        expect(counts[(y! * 3 + x!) * 2 + c!]).toBe(
          first.slice(row * 3, row * 3 + 3).reduce<number>((a, b) => a + b, 0),
        );
      }
    }),
  );
});

describe('convolutions', () => {
  const zeros = (length: number, ...ones: number[]) => Array.from({ length }, (_, i) => Number(ones.includes(i)));
  const ones = (length: number) => new Array<number>(length).fill(1);
  const mixed = structureOf(
    {
      name: 'mixed',
      nodes: [
        { op: 'conv', channels: 4, kernel: [1, 2], groups: 2, padding: 'valid' },
        { op: 'relu' },
        { op: 'max-pool', size: 1 },
        { op: 'flatten' },
        { op: 'dense', units: 'classes' },
      ],
    },
    { inputShape: [4, 2, 3], classes: 2 },
  );
  const masks = (conv: number[], dense: number[]) =>
    masksIn(
      ticketOf({
        'conv_1/weights': { shape: [4, 2, 1, 2], data: Uint8Array.from(conv) },
        'dense_1/weights': { shape: [16, 2], data: Uint8Array.from(dense) },
      }),
      'made up',
    );

  test('are [out, in / groups, height, width]: a group reads its own channels', () => {
    // Of output 2, the first of the second group: its second input, image channel 3, at the right place of the kernel.
    const layers = layerMasks(mixed, masks(zeros(16, 2 * 4 + 1 * 2 + 1), ones(32)));
    expect(layers[0]).toMatchObject({ inputs: 4, outputs: 4, kernel: [1, 2] });
    expect(deadUnits(mixed, layers).layers[0]).toMatchObject({
      kind: 'conv',
      inputsUnused: { indices: [0, 1, 2] },
      outputsUnfed: { indices: [0, 1, 3] },
    });
    expect(inputConnections(mixed, layers[0]!)).toEqual({
      layer: 'conv_1',
      kind: 'conv',
      height: 1,
      width: 2,
      channels: 4,
      outputs: 4,
      counts: [0, 0, 0, 0, 0, 0, 0, 1],
    });
  });

  test('a channel that is flattened is used while one of its places is', () => {
    // Channel 1 makes the inputs 4 to 7; only the last of them is read.
    const { hidden } = deadUnits(mixed, layerMasks(mixed, masks(ones(16), zeros(32, 7 * 2))));
    expect(hidden).toEqual([
      { layer: 'conv_1', units: 4, unfed: 0, unused: 3, dead: { count: 3, indices: [0, 2, 3] } },
    ]);
  });

  test('of channels that are added, or that two layers read, two masks do not tell', () => {
    const residual = networkStructure({ name: 'resnet-20' }, { inputShape: [3, 8, 8], classes: 2 });
    const reader = (layer: string) => onlyReader(residual, layer);
    expect(reader('conv_1')).toBeUndefined();
    expect(reader('stage_2_block_1_conv_1')).toBe('stage_2_block_1_conv_2');
    expect(reader('stage_2_block_1_conv_2')).toBeUndefined();
    expect(reader('dense_1')).toBeUndefined();
  });
});

test('a ticket of another network is damaged', () => {
  const masks = masksOf(Array<number>(36).fill(1), [1, 1, 1, 1, 1, 1], [3, 12]);
  expect(() => layerMasks(network, masks)).toThrow(DamagedError);
  expect(() => layerMasks(network, new Map())).toThrow(DamagedError);
});
