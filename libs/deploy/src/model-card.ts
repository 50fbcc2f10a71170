import type { Unit } from '@tombola/shared';
import type { OnnxDescription } from './describe';

/** A number that the card reports, over seeds. */
export interface CardMetric {
  readonly name: string;
  /** What this file has, which is one of the seeds. */
  readonly value?: number;
  readonly mean: number;
  /** The interval around the mean, and what it is: `95 % t interval`, `min and max`. */
  readonly interval?: { readonly low: number; readonly high: number; readonly kind: string };
  /** How many seeds it is over. */
  readonly seeds: number;
  /** `percent` numbers are fractions. Default `number`. */
  readonly unit?: Unit;
}

/** What a card says of a verification; a `VerifyReport` has more. */
export interface CardVerification {
  readonly ok: boolean;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
  readonly provider?: string | undefined;
  readonly examples: number;
  readonly sha256: string;
}

export interface ModelCardOptions {
  /** The file, as {@link describeOnnx} reads it. */
  readonly description: OnnxDescription;
  readonly title?: string;
  /** What its people say of it, Markdown; a quotation, so that nothing in it ends up as a section of the card. */
  readonly about?: string;
  readonly intendedUse?: string;
  /** What it was trained and tested on, in words. Default: the metadata entry `dataset`. */
  readonly data?: string;
  /** The recipe, plain JSON. */
  readonly recipe?: unknown;
  readonly metrics?: readonly CardMetric[];
  readonly verification?: CardVerification;
  /** Limits beside those that every such network has. */
  readonly limits?: readonly string[];
  /** Default: the metadata entry `licence`. */
  readonly licence?: string;
  /** A command line that makes the same file again. */
  readonly reproduce?: string;
}

/** A model card (Mitchell et al. 2019) in Markdown: what a file is, where it comes from and what it is not good for. */
export function modelCard(options: ModelCardOptions): string {
  const { description, about = '', recipe, metrics = [], verification, reproduce } = options;
  const { metadata } = description;
  const title =
    options.title ?? `${metadata.network ?? 'Network'}, ${percent(description.weights.density)} of its weights`;
  const sections: (readonly [string, readonly string[]])[] = [
    [
      'Intended use',
      [
        options.intendedUse ??
          'Research on sparse networks: classifying images that are like those it was trained on. ' +
            'It was not made, and is not tested, for decisions about people.',
      ],
    ],
    ['Data', [options.data ?? metadata.dataset ?? 'Not recorded.', ...classLine(metadata.classes)]],
    ['Architecture', architecture(description)],
    ['Sparsity', sparsity(description)],
    [
      'Recipe',
      [
        ...provenance(metadata, [
          ...(recipe === undefined ? [] : ['recipe_json']),
          ...(metrics.length === 0 ? [] : ['metrics']),
        ]),
        ...(recipe === undefined ? [] : code('json', JSON.stringify(recipe, null, 2))),
      ],
    ],
    ['Metrics', metrics.length === 0 ? ['Not recorded.'] : metricTable(metrics)],
    ...(verification === undefined ? [] : [['Verification', verified(verification)] as const]),
    [
      'Limits',
      [
        'Accuracy holds for test images of its own data set; other sources, noise and shifts were not tested.',
        'Pruned weights are stored as zeros: the file is as large, and on common runtimes as slow, as the dense network.',
        ...(options.limits ?? []),
      ].map((line) => `- ${line}`),
    ],
    ['Licence', [options.licence ?? metadata.licence ?? 'Not recorded.']],
    [
      'How to reproduce',
      reproduce === undefined ? ['Train the recipe above with the same seed.'] : code('sh', reproduce),
    ],
  ];
  const head = [`# ${title}`, ...(about.trim() === '' ? [] : [quotation(about)])].join('\n\n');
  return `${head}\n\n${sections.map(([heading, lines]) => `## ${heading}\n\n${lines.join('\n')}\n`).join('\n')}`;
}

function classLine(classes: string | undefined): string[] {
  if (classes === undefined) return [];
  return ['', `Classes, in the order of the logits: ${(JSON.parse(classes) as string[]).join(', ')}.`];
}

function architecture({ metadata, inputs, outputs, ops, opset, bytes }: OnnxDescription): string[] {
  const shapes = (values: OnnxDescription['inputs']) =>
    values.map(({ name, shape }) => `\`${name}\` [${shape.join(', ')}]`).join(', ');
  return [
    `- network: ${metadata.network ?? 'not recorded'}`,
    `- in: ${shapes(inputs)}${metadata.input === undefined ? '' : `: ${metadata.input.replace(/^input: /, '')}`}`,
    `- out: ${shapes(outputs)}${metadata.output === undefined ? '' : `: ${metadata.output.replace(/^logits: /, '')}`}`,
    `- ONNX opset ${opset}, ops: ${Object.entries(ops)
      .map(([op, count]) => `${op} (${count})`)
      .join(', ')}`,
    `- size: ${bytes.toLocaleString('en-US')} bytes`,
  ];
}

function sparsity({ initializers, weights }: OnnxDescription): string[] {
  const rows = initializers
    .filter(({ prunable }) => prunable)
    .map(({ name, shape, size, zeros, density }) => [
      name,
      shape.join(' × '),
      whole(size - zeros),
      whole(size),
      percent(density),
    ]);
  const total = ['all', '', whole(weights.nonzero), whole(weights.total), percent(weights.density)];
  return [...table(['weights', 'shape', 'not zero', 'of', 'density'], [...rows, total]), '', 'Biases are not counted.'];
}

/** @param elsewhere entries that the card has in a better form */
function provenance(metadata: OnnxDescription['metadata'], elsewhere: readonly string[]): string[] {
  // What the sections around it already say.
  const shown = new Set([
    'network',
    'input',
    'output',
    'classes',
    'prunable',
    'density',
    'sparsity',
    'licence',
    'dataset',
    ...elsewhere,
  ]);
  const rows = Object.entries(metadata).filter(([key]) => !shown.has(key));
  return rows.length === 0 ? ['Not recorded.'] : [...table(['entry', 'value'], rows), ''];
}

function metricTable(metrics: readonly CardMetric[]): string[] {
  const hasValues = metrics.some(({ value }) => value !== undefined);
  return table(
    ['metric', ...(hasValues ? ['this file'] : []), 'mean', 'interval', 'seeds'],
    metrics.map(({ name, value, mean, interval, seeds, unit }) => {
      const text = unit === 'percent' ? percent : plain;
      const range = interval === undefined ? '' : `${text(interval.low)} to ${text(interval.high)} (${interval.kind})`;
      const own = hasValues ? [value === undefined ? '' : text(value)] : [];
      return [name, ...own, text(mean), range, String(seeds)];
    }),
  );
}

function verified({ ok, checks, provider, examples, sha256 }: CardVerification): string[] {
  return [
    `${ok ? 'Passed' : 'Failed'}, in onnxruntime (${provider ?? 'not run'}) on ${whole(examples)} examples. SHA-256 \`${sha256}\`.`,
    '',
    ...checks.map(({ name, ok: passed, detail }) => `- ${name}: ${passed ? '' : 'FAILED: '}${detail}`),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function quotation(text: string): string {
  return text
    .trim()
    .split(/\r\n?|\n/)
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

function code(language: string, text: string): string[] {
  return [`\`\`\`${language}`, text, '```'];
}

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(2)} %`;
}

function plain(value: number): string {
  return String(Number(value.toPrecision(5)));
}

function whole(value: number): string {
  return value.toLocaleString('en-US');
}
