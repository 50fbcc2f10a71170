/**
 * What a batch costs. Run from the root:
 * `npx esbuild libs/datasets/bench/batches.ts --bundle --platform=node --format=esm --packages=external | node --input-type=module`
 */
import { allIndices, batches, type ImageSet } from '@tombola/datasets';

function exampleSet(count: number, shape: ImageSet['shape']): ImageSet {
  const size = shape[0] * shape[1] * shape[2];
  return { images: new Uint8Array(count * size), labels: new Uint8Array(count), count, shape, classes: 10 };
}

for (const [shape, batch] of [
  [[1, 28, 28], 60],
  [[3, 32, 32], 128],
] as const) {
  const set = exampleSet(50_000, shape);
  const source = batches(set, allIndices(set), { batch });
  for (let i = 0; i < 1000; i++) source.next();
  const calls = 10_000;
  const start = performance.now();
  for (let i = 0; i < calls; i++) source.next();
  const each = (performance.now() - start) / calls;
  console.log(`${shape.join(' x ')}, batch ${batch}: ${(each * 1000).toFixed(1)} us a batch, shuffles included`);
}
