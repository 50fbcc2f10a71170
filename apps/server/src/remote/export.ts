import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { hash, InputError } from '@tombola/shared';
import type { VerifyReport } from '@tombola/deploy';
import writeFileAtomic from 'write-file-atomic';
import type { Output } from '../cli/output';
import { FailedError, Interrupted, isInterruption } from '../cli/problem';
import type { ServerContext } from '../cli/shell';
import type { ArtifactOut, ExportOut } from '../client/api';
import type { Client } from '../client/client';
import { levelOf } from './names';

/** `export` on a server: a worker writes the ONNX file of a level and verifies it; it is fetched and checked. */
export async function exportLevel(
  client: Client,
  context: ServerContext,
  { output }: { readonly output?: string },
  name: string,
): Promise<Output> {
  const done = await exported(client, context, await levelOf(client, name));
  const bytes = await client.downloadArtifact(done.artifact.id, { signal: context.signal });
  const path = resolve(output ?? done.artifact.name);
  await write(path, bytes);
  const { describeOnnx } = await import('@tombola/deploy');
  const { weights } = describeOnnx(bytes, path);
  const { id, level, verified, artifact } = done;
  return {
    value: { file: path, trial: level, bytes: bytes.length, weights, sha256: artifact.sha256, export: id, verified },
    failed: verified !== true,
    text: () =>
      `${path}\n${bytes.length.toLocaleString('en-US')} bytes, ${weights.nonzero.toLocaleString('en-US')} of ` +
      `${weights.total.toLocaleString('en-US')} weights (${(weights.density * 100).toFixed(2)} %), from ${level}, ` +
      `${verified === true ? 'verified' : 'NOT verified'}\nSee what was checked: tombola verify ${level}`,
  };
}

/** `verify` on a server: the verification of a level's export; of a file also that it is that export. */
export async function verifyLevel(
  client: Client,
  context: ServerContext,
  { trial }: { readonly trial?: string },
  name: string,
): Promise<Output> {
  const file = await fileOf(name);
  const level = await levelOf(client, trial ?? (file === undefined ? name : await trialIn(file, name)));
  const done = await exported(client, context, level);
  const { verifyText } = await import('../cli/verify');
  const report = done.verification as unknown as VerifyReport;
  const same = file === undefined || hash(file) === done.artifact.sha256;
  return {
    value: {
      ...(file === undefined ? {} : { file: resolve(name), same }),
      trial: level,
      export: done.id,
      artifact: done.artifact.id,
      ...report,
      ok: report.ok && same,
    },
    failed: !report.ok || !same,
    text: () =>
      [
        `${file === undefined ? done.artifact.name : resolve(name)}, exported from ${level}`,
        verifyText(report),
        ...(same ? [] : ['NOT the file that was verified: its SHA-256 is another']),
      ].join('\n'),
  };
}

type Done = ExportOut & { readonly artifact: ArtifactOut };

/** The export of a level, once it is done. @throws {FailedError} when it failed. */
async function exported(client: Client, { signal }: ServerContext, level: string): Promise<Done> {
  const { id } = await client.exports.create.mutate({ level });
  try {
    const done = await client.waitForExport(id, { signal });
    if (done.state === 'done' && done.artifact !== null) return done as Done;
    throw new FailedError({
      what: `the export of ${level} failed: ${(done.error?.message ?? 'without a word').replace(/\.$/, '')}`,
      expected: 'an ONNX file',
      mend: 'The same command tries again.',
    });
  } catch (error) {
    if (!isInterruption(error)) throw error;
    throw new Interrupted('The export goes on; the same command waits for it again.');
  }
}

/** The bytes of the argument, when it is a file. */
async function fileOf(name: string): Promise<Buffer | undefined> {
  const isFile = await stat(name).then(
    (found) => found.isFile(),
    () => false,
  );
  if (isFile) return readFile(name);
  if (!name.endsWith('.onnx')) return undefined;
  throw new InputError({ what: 'this file cannot be read', value: resolve(name), expected: 'an ONNX file' });
}

/** The trial that an exported file names in its metadata. */
async function trialIn(bytes: Uint8Array, name: string): Promise<string> {
  const { decodeModel } = await import('@tombola/engine');
  const { trial } = decodeModel(bytes, name).metadata;
  if (trial !== undefined) return trial;
  throw new InputError({
    what: `${name} does not say which trial it came from`,
    expected: 'the metadata entry trial',
    mend: 'Name it: --trial RECIPE/seed-S/level-L.',
  });
}

/** Writes a file whole. @throws {InputError} when it cannot be written. */
export async function write(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    throw new InputError(
      { what: 'this file cannot be written', value: path, expected: 'a path of yours', mend: (error as Error).message },
      { cause: error },
    );
  }
}
