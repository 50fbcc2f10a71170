import { readFile } from 'node:fs/promises';
import { InputError, isRecord } from '@tombola/shared';
import { jsonIn } from './json-file';

const modules = /\.[cm]?[jt]s$/;

/** Whether a study is a file of the user's own; else it is one of the literature. */
export function isFile(study: string): boolean {
  return study.endsWith('.json') || modules.test(study);
}

/**
 * The study that a file declares: JSON, or the default export of a module in JavaScript or TypeScript, which may import types and
 * nothing else.
 *
 * @throws {InputError} when there is none.
 */
export async function declarationIn(path: string): Promise<Record<string, unknown>> {
  const value = modules.test(path) ? await defaultExportOf(path) : await jsonIn(path, 'this study');
  if (isRecord(value)) return value;
  throw new InputError({
    what: 'this study is none',
    value: path,
    expected: modules.test(path) ? 'a module whose default export is a declaration' : 'a JSON object',
  });
}

async function defaultExportOf(path: string): Promise<unknown> {
  try {
    const { transform } = await import('esbuild');
    const { code } = await transform(await readFile(path, 'utf8'), { loader: 'ts', format: 'esm' });
    const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { default: unknown };
    return module.default;
  } catch (error) {
    const expected = 'a module that stands alone: it imports types at most';
    throw new InputError(
      {
        what: 'this study cannot be read',
        value: path,
        expected,
        mend: (error as Error).message.replace(/ from "data:[^"]*".*/, '.'),
      },
      { cause: error },
    );
  }
}
