import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { OnnxDescription } from '@tombola/deploy';
import { InputError } from '@tombola/shared';
import { Command } from 'commander';
import { columns } from './columns';
import type { Context } from './context';
import type { Output } from './output';
import type { Shell } from './shell';

/** `tombola describe model`: what an ONNX file holds, read without running it. */
export function describeModelCommand(shell: Shell): Command {
  return new Command('model')
    .description('inputs, outputs, ops, weights and provenance of an ONNX file')
    .argument('<file>', 'the ONNX file')
    .action(shell.action(describeModel));
}

async function describeModel(_: Context, _options: Record<never, never>, file: string): Promise<Output> {
  const { describeOnnx } = await import('@tombola/deploy');
  const path = resolve(file);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new InputError({ what: 'this file cannot be read', value: path, expected: 'an ONNX file' }, { cause: error });
  });
  const value = { file: path, ...describeOnnx(bytes, path) };
  return { value, text: () => describe(value) };
}

type Description = OnnxDescription & { readonly file: string };

function describe({
  file,
  bytes,
  producer,
  opset,
  inputs,
  outputs,
  ops,
  initializers,
  weights,
  metadata,
}: Description): string {
  const ends = (list: Description['inputs']) =>
    list.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ');
  const percent = (share: number) => (share * 100).toFixed(2);
  return [
    `${file}: ${bytes.toLocaleString('en-US')} bytes, by ${producer}, opset ${opset}`,
    `${ends(inputs)} -> ${ends(outputs)}`,
    Object.entries(ops)
      .map(([op, count]) => `${count} ${op}`)
      .join(', '),
    columns(
      ['tensor', 'shape', 'elements', 'zeros', 'density %'],
      initializers.map(({ name, shape, size, zeros, density }) => [
        name,
        shape.join(' x '),
        size,
        zeros,
        percent(density),
      ]),
    ),
    `${weights.nonzero.toLocaleString('en-US')} of ${weights.total.toLocaleString('en-US')} prunable weights (${percent(weights.density)} %)`,
    columns(['entry', 'value'], Object.entries(metadata)),
  ].join('\n\n');
}
