'use client';
import { parseAsNumberLiteral, useQueryState } from 'nuqs';
import { Select } from '../../ui/field';
import { Section } from '../../ui/section';
import { MaskPicture } from './mask-picture';
import { RangeSelect } from './range-select';

const sizes = [16, 32, 64] as const;

/** The mask of every parameter as densities of blocks. */
export function MaskSection({ level, parameters }: { readonly level: string; readonly parameters: readonly string[] }) {
  const [blocks, setBlocks] = useQueryState('blocks', parseAsNumberLiteral(sizes).withDefault(64));
  return (
    <Section
      id="masks"
      title="Masks"
      actions={
        <>
          <label className="flex items-center gap-2 text-sm">
            Blocks
            <Select
              className="w-auto"
              value={String(blocks)}
              onChange={(value) => void setBlocks(Number(value) as (typeof sizes)[number])}
              options={sizes.map((size) => ({ value: String(size), label: `at most ${size} × ${size}` }))}
            />
          </label>
          <RangeSelect />
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="max-w-prose text-sm text-soft">
          Each weight matrix cut into blocks, each block coloured by the share of its weights that the mask keeps: rows
          are the units that a layer reads, columns those that it feeds.
        </p>
        <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,20rem),1fr))] gap-6">
          {parameters.map((parameter) => (
            <MaskPicture key={parameter} level={level} parameter={parameter} blocks={blocks} />
          ))}
        </div>
      </div>
    </Section>
  );
}
