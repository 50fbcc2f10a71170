import { StorageError, StorageFullError } from './errors';

const missing = new Set(['NoSuchKey', 'NotFound']);
const full = new Set(['QuotaExceeded', 'InsufficientStorage', 'XMinioStorageFull', 'XMinioAdminBucketQuotaExceeded']);
const denied = new Set([
  'AccessDenied',
  'Forbidden',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'CredentialsProviderError',
]);

/** Whether a bucket says that it has no such object; that there is no such bucket is another error. */
export function isMissing(error: unknown): boolean {
  return missing.has(kind(error).name);
}

/**
 * What an S3 client rejected with, in the words of the house. The error itself is not kept as the cause, nor its
 * message: in some, access keys and signed requests are written.
 */
export function s3Error(error: unknown, url: string): StorageError {
  if (error instanceof StorageError) return error;
  const { name, status } = kind(error);
  const value = status === undefined ? name : `${name}, status ${status}`;
  if (full.has(name) || status === 507) {
    return new StorageFullError({ what: `${url} is full`, value, expected: 'free space in its quota' });
  }
  if (name === 'NoSuchBucket') {
    return new StorageError({ what: `there is no bucket for ${url}`, value, expected: 'a bucket', mend: 'Create it.' });
  }
  if (denied.has(name) || status === 401 || status === 403) {
    return new StorageError({
      what: `${url} cannot be used`,
      value,
      expected: 'keys that may get, put, delete and list its objects',
      mend: 'Look at AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and the policy of the bucket.',
    });
  }
  return new StorageError({
    what: `${url} failed`,
    value,
    expected: 'an answer of the S3 server',
    mend: 'Look at the server, the network, AWS_ENDPOINT_URL and AWS_REGION.',
  });
}

/** Whether a bucket says that no byte is in a range. */
export function isOutOfRange(error: unknown): boolean {
  return kind(error).name === 'InvalidRange';
}

/** The kind of an error (`AccessDenied`, `ECONNREFUSED`) and its HTTP status; nothing else of it. */
function kind(error: unknown): { name: string; status?: number } {
  const {
    name = 'unknown',
    code,
    $metadata,
  } = (error ?? {}) as { name?: string; code?: unknown; $metadata?: { httpStatusCode?: number } };
  const known = typeof code === 'string' && name === 'Error' ? code : name;
  // Names come from the server too.
  return { name: /^[\w.-]{1,60}$/.test(known) ? known : 'unknown', status: $metadata?.httpStatusCode };
}
