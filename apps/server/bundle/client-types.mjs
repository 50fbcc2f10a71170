import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { format } from 'prettier';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import ts from 'typescript';
import { apiTypes } from './api-types.mjs';
import { distFolder, projectFolder, rootFolder } from './sources.mjs';

/**
 * The declarations of `@tombola/server` as one text that imports nothing: those of the client's own files, the types of
 * the API written out in full, and what both need of tRPC.
 */
export async function clientTypes(entry) {
  const program = programOf(entry);
  // Within the project, so that packages are found.
  mkdirSync(distFolder, { recursive: true });
  const folder = mkdtempSync(join(distFolder, '.types-'));
  try {
    for (const [path, text] of declarations(program, entry)) {
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    const bundle = await rollup({
      input: join(folder, 'index.d.ts'),
      plugins: [
        dts({
          respectExternal: true,
          includeExternal: ['@trpc/server'],
          tsconfig: join(rootFolder, 'tsconfig.base.json'),
        }),
      ],
      onwarn: (warning) => {
        throw new Error(warning.message);
      },
    });
    const { output } = await bundle.generate({ format: 'es' });
    await bundle.close();
    return await format(selfContained(output[0].code), { parser: 'typescript', printWidth: 120, singleQuote: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function programOf(entry) {
  const { config } = ts.readConfigFile(join(rootFolder, 'tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, rootFolder);
  const program = ts.createProgram([entry], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    stripInternal: true,
  });
  const [problem] = ts.getPreEmitDiagnostics(program);
  if (problem === undefined) return program;
  throw new Error(
    ts.formatDiagnostic(problem, { ...ts.sys, getCanonicalFileName: (name) => name, getNewLine: () => '\n' }),
  );
}

/** The declarations of the entry and of the client's files, by path. */
function* declarations(program, entry) {
  const source = join(projectFolder, 'src');
  const client = join(source, 'client/');
  for (const file of program.getSourceFiles()) {
    if (file.fileName !== entry && !file.fileName.startsWith(client)) continue;
    const path = relative(source, file.fileName).replace(/\.ts$/, '.d.ts');
    if (path === join('client', 'api.d.ts')) {
      yield [path, apiTypes(program, file)];
      continue;
    }
    let text;
    program.emit(file, (_, written) => (text = written), undefined, true);
    yield [path, text];
  }
}

/** @throws when the text names a package or a folder of this machine. */
function selfContained(text) {
  const outside = /^.*(?:\bfrom\s*['"]|\bimport\s*\(|\/node_modules\/|\/\/\/ <reference).*$/m.exec(text)?.[0];
  if (outside === undefined) return text;
  throw new Error(`the types of the client are not self-contained: ${outside}`);
}
