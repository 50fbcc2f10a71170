import * as shared from '@tombola/shared';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as nn from '../../index';
import { parametersOf, prunableOf, type NetworkStructure } from '../network';
import { elementsOf } from '../node';
import { networkStructure } from '../structure';
import { paperData } from './paper-data';

const read = (path: string) => readFileSync(join(__dirname, '../../../../..', path), 'utf8');
const document = read('docs/networks.md');

/** A line of the table in docs/networks.md. */
function row({ name, inputShape, layers, ...rest }: NetworkStructure): string {
  const sum = (shaped: readonly { readonly shape: readonly number[] }[]) =>
    shaped.reduce((total, { shape }) => total + elementsOf(shape), 0);
  const network = { name, inputShape, layers, ...rest };
  const conv = { ...network, layers: layers.filter(({ kind }) => kind === 'conv') };
  const counts = [
    sum(parametersOf(network)),
    sum(prunableOf(network)),
    sum(prunableOf(conv)),
    layers.reduce((total, { macs }) => total + macs, 0),
  ];
  const cells = [`\`${name}\``, inputShape.join(' x '), ...counts.map((count) => count.toLocaleString('en-US'))];
  return `| ${cells.join(' | ')} |`;
}

/** Without the spaces that align a table. */
const plain = (line: string) => line.replace(/ +/g, ' ');

test.each(shared.networkNames)('docs/networks.md says what %s has', (name) => {
  expect(document.split('\n').map(plain)).toContain(row(networkStructure({ name }, paperData(name)!)));
});

/** The first block of a language. */
const block = (language: string) => document.split(`\`\`\`${language}\n`)[1]!.split('```')[0]!;

test('the network in JSON and the one in TypeScript are the same, and run as written', () => {
  const { outputText } = ts.transpileModule(block('ts'), { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const modules: Record<string, unknown> = { '@tombola/nn': nn, '@tombola/shared': shared };
  const exported: { definition?: unknown; network?: object; layers?: nn.Layer[] } = {};
  // The text is our own page's.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function('exports', 'require', outputText) as (into: object, get: (name: string) => unknown) => void;
  run(exported, (name) => modules[name]);
  expect(exported.definition).toEqual(JSON.parse(block('json')));
  expect(exported.layers!.map(({ name }) => name)).toEqual(['conv_1', 'batch_norm_1', 'conv_2', 'branch', 'dense_1']);
  expect(shared.networkSchema.safeParse(exported.network).success).toBe(true);
});

test('the network that the README writes into a file is one', () => {
  const text = /echo '(.*)' > tiny\.json/.exec(read('README.md'))![1]!;
  const definition = shared.parse(shared.networkDefinitionSchema, JSON.parse(text), 'the network');
  expect(nn.structureOf(definition, { inputShape: [3, 32, 32], classes: 10 }).layers).toHaveLength(2);
});
