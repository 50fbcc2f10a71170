import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '@tombola/shared';
import { Command } from 'commander';
import writeFileAtomic from 'write-file-atomic';
import type { Context } from './context';
import type { Output } from './output';
import type { Group } from './shell';

/** `tombola study pages`: for who writes a study of the literature, or records one. */
export const pagesCommand: Group = (shell) =>
  new Command('pages')
    .arguments('<folder>')
    .description('write the pages about the studies of the literature, from their declarations and records')
    .action(shell.action<[string], object>(writePages));

async function writePages(_: Context, _flags: object, folder: string): Promise<Output> {
  const { literature, literaturePages, recordsOf } = await import('@tombola/studies');
  const pages = literaturePages(Object.values(literature).map((study) => ({ study, records: recordsOf(study.id) })));
  const files = Object.keys(pages).map((path) => join(resolve(folder), path));
  try {
    for (const [i, text] of Object.values(pages).entries()) {
      await mkdir(dirname(files[i]!), { recursive: true });
      await writeFileAtomic(files[i]!, text);
    }
  } catch (error) {
    throw new InputError(
      { what: 'pages cannot be written here', value: folder, expected: 'a folder' },
      { cause: error },
    );
  }
  return { value: { files }, text: () => files.join('\n') };
}
