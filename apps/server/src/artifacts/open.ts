import { tmpdir } from 'node:os';
import { InputError } from '@tombola/shared';
import { openFolder } from './folder';
import type { ArtifactStore, ArtifactStoreOptions } from './store';

const scheme = /^([a-z][a-z0-9+.-]+):\/\//i;

/**
 * Opens the place where artifacts lie.
 *
 * @param where a folder, which is made when it is not there, or `s3://bucket/prefix` with the usual `AWS_*` variables;
 *   `AWS_ENDPOINT_URL` names a server other than AWS's, and the region is us-east-1 unless told.
 * @throws {InputError} when it is neither. @throws {StorageError} when the folder cannot be made.
 */
export async function openArtifactStore(
  where: string,
  { minFreeBytes = 200e6, spool = tmpdir() }: ArtifactStoreOptions = {},
): Promise<ArtifactStore> {
  const [, kind] = scheme.exec(where) ?? [];
  if (kind === undefined && where !== '') return openFolder(where, minFreeBytes);
  if (kind === 's3') {
    // Loaded here: the client of S3 is large, and who has a folder does without it.
    const { openBucket } = await import('./s3');
    return openBucket(where, { minFreeBytes, spool });
  }
  throw new InputError({
    what: 'the place of the artifacts is misspelt',
    value: kind === undefined ? where : `${kind}://...`,
    expected: 'a folder or s3://BUCKET/PREFIX',
  });
}
