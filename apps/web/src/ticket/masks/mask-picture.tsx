'use client';
import type { MaskOut } from '@tombola/shared';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../api/queries';
import { formatCount, formatDensity, formatPercent } from '../../lib/format';
import { Skeleton } from '../../ui/states';
import { layerName } from '../levels';
import { QueryView } from '../../ui/query-view';
import { blockRange, greatest, kernelGrids, maskGrid } from './grid';
import { KernelPictures } from './kernel-pictures';
import { Picture } from './picture';
import { useColourRange } from './range';

interface MaskPictureProps {
  readonly level: string;
  readonly parameter: string;
  readonly blocks: number;
}

/** The mask of one parameter: kernels of a convolution one by one where they can be seen, densities of blocks otherwise. */
export function MaskPicture({ level, parameter, blocks }: MaskPictureProps) {
  const query = useQuery({
    ...api.tickets.mask.queryOptions({ level, parameter, blocks }),
    placeholderData: keepPreviousData,
  });
  return (
    <QueryView query={query} what={`the mask of ${parameter}`} skeleton={<Skeleton className="aspect-square" />}>
      {(mask) => <Mask mask={mask} />}
    </QueryView>
  );
}

const percent = (share: number) => `${Number(formatPercent(share, share < 0.01 ? 2 : 1))} %`;

function Mask({ mask }: { readonly mask: MaskOut }) {
  const [range] = useColourRange();
  const { level, parameter, shape, kept, total } = mask;
  const grid = maskGrid(mask);
  const most = range === 'picture' ? greatest(grid) : 1;
  const [height, width] = [shape.slice(0, -1).reduce((a, b) => a * b, 1), shape.at(-1) ?? 1];
  const facts = `${shape.join(' × ')}: ${formatCount(kept)} of ${formatCount(total)} kept (${formatDensity(total === 0 ? 0 : kept / total)})`;
  const kernels = kernelGrids(mask);
  if (kernels !== undefined) return <KernelPictures title={layerName(parameter)} facts={facts} kernels={kernels} />;
  const span = (block: number, count: number, extent: number) => {
    const [from, to] = blockRange(block, count, extent);
    return to - from === 1 ? String(from) : `${from} to ${to - 1}`;
  };
  return (
    <Picture
      name={`${level}-${parameter.replaceAll('/', '-')}`}
      title={layerName(parameter)}
      facts={facts}
      grid={grid}
      most={most}
      format={percent}
      unit="of the block kept"
      describe={(row, column, value) =>
        `Rows ${span(row, grid.rows, height)}, columns ${span(column, grid.columns, width)}: ${percent(value)} kept`
      }
      // A tall matrix is drawn less tall: blocks of a side are equal, those of the other as well.
      aspect={Math.min(2, Math.max(0.75, width / height))}
      table={{
        header: ['rowFrom', 'rowTo', 'columnFrom', 'columnTo', 'density'],
        rows: () =>
          grid.values.map((value, i) => [
            ...blockRange(Math.floor(i / grid.columns), grid.rows, height),
            ...blockRange(i % grid.columns, grid.columns, width),
            value,
          ]),
      }}
    />
  );
}
