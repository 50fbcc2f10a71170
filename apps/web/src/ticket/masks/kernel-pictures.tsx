'use client';
import { useLayoutEffect, useRef } from 'react';
import { formatPercent } from '../../lib/format';
import { useDark } from '../../shell/theme';
import { colourOf } from './colour-scale';
import type { Grid } from './grid';
import { Legend } from './legend';

interface KernelPicturesProps {
  readonly title: string;
  readonly facts: string;
  readonly kernels: readonly Grid[];
}

/** The kernels of a convolution, one small picture an output channel. */
export function KernelPictures({ title, facts, kernels }: KernelPicturesProps) {
  return (
    <figure className="flex flex-col gap-2">
      <figcaption>
        <span className="text-sm font-medium">{title}</span>
        <span className="block text-xs text-soft tabular-nums">{facts}</span>
      </figcaption>
      <ul className="flex flex-wrap gap-1.5" aria-label={`Kernels of ${title}`}>
        {kernels.map((kernel, output) => (
          <li key={output}>
            <Kernel kernel={kernel} label={`Output ${output}`} />
          </li>
        ))}
      </ul>
      <Legend most={1} format={(share) => `${Number(formatPercent(share, 1))} %`} unit="of inputs kept" />
    </figure>
  );
}

function Kernel({ kernel: { rows, columns, values }, label }: { readonly kernel: Grid; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const dark = useDark();
  useLayoutEffect(() => {
    const context = canvas.current!.getContext('2d');
    if (context === null) return;
    const image = context.createImageData(columns, rows);
    values.forEach((value, i) => image.data.set([...colourOf(value, dark), 255], 4 * i));
    context.putImageData(image, 0, 0);
  }, [rows, columns, values, dark]);
  const kept = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const words = `${label}: ${formatPercent(kept, 1)} % kept`;
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={words}
      title={words}
      width={columns}
      height={rows}
      className="size-9 [image-rendering:pixelated]"
    />
  );
}
