import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

/** The files that a browser gets when it takes the names: what a bundler keeps of this library. */
function bundle(names: readonly string[]): string[] {
  const script = `
    import { build } from 'esbuild';
    const { metafile } = await build({
      stdin: { contents: ${JSON.stringify(`export { ${names.join(', ')} } from '@tombola/figures';`)}, resolveDir: '.' },
      bundle: true, minify: true, write: false, metafile: true, platform: 'browser', format: 'esm', outfile: 'x.js',
      tsconfig: 'tsconfig.base.json',
    });
    const [{ inputs }] = Object.values(metafile.outputs);
    console.log(JSON.stringify(Object.keys(inputs).filter((name) => inputs[name].bytesInOutput > 0)));`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    encoding: 'utf8',
  });
  // A module of Node's cannot be bundled for a browser.
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as string[];
}

const drawing = [
  'aggregate',
  'drawFigure',
  'figureStyleSheet',
  'formatValue',
  'niceTicks',
  'observationsFromAggregates',
  'pareto',
  'sequentialStep',
  'sequentialStyleSheet',
  'sparkline',
  'tabulate',
  'toCsv',
];

test('what draws in a browser brings no schemas along, and reading does', () => {
  expect(bundle(drawing).filter((file) => /zod|contracts/.test(file))).toEqual([]);
  expect(bundle(['readFigure']).some((file) => file.includes('node_modules/zod/'))).toBe(true);
});
