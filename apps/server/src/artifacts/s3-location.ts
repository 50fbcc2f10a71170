import { InputError } from '@tombola/shared';

/** A bucket and where in it the blobs lie. */
export interface S3Location {
  readonly bucket: string;
  /** Without slashes around it; '' for the whole bucket. */
  readonly prefix: string;
}

const location = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w.\-/]*))?$/;

/**
 * Takes `s3://bucket/prefix` apart.
 *
 * @throws {InputError}; the text itself is not shown, for people write keys into such addresses.
 */
export function s3Location(where: string): S3Location {
  const [, bucket, path = ''] = location.exec(where) ?? [];
  const parts = path.split('/').filter((part) => part !== '');
  if (bucket === undefined || parts.some((part) => /^\.+$/.test(part))) {
    throw new InputError({
      what: 'the artifact bucket is misspelt',
      expected: 's3://BUCKET or s3://BUCKET/PREFIX, of letters, digits, ".", "-", "_"',
      mend: 'Keys belong in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, the server in AWS_ENDPOINT_URL.',
    });
  }
  return { bucket, prefix: parts.join('/') };
}
