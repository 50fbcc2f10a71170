import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** An image of one colour. */
export function plain(width: number, height: number, [r, g, b]: readonly [number, number, number]) {
  return sharp({ create: { width, height, channels: 3, background: { r, g, b } } });
}

/**
 * A folder in ImageNet's layout: of every class `train` images for training and `val` for validation, PNG files of 40 x
 * 30 pixels. The image i of class c has the colour (40 c, 10 i, 100 for training or 200).
 */
export async function writeImages(folder: string, counts: { classes: number; train: number; val: number }) {
  for (const part of ['train', 'val'] as const) {
    for (let c = 0; c < counts.classes; c++) {
      const name = join(folder, part, `class-${String.fromCharCode(97 + c)}`);
      await mkdir(name, { recursive: true });
      for (let i = 0; i < counts[part]; i++) {
        const image = plain(40, 30, [40 * c, 10 * i, part === 'train' ? 100 : 200]);
        await writeFile(join(name, `${i}.png`), await image.png().toBuffer());
      }
    }
  }
}
