import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A local S3 server with one bucket. */
export interface S3Server {
  /** The variables that make it the place of `s3://...`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Makes the next requests go wrong: refused as too many, answers cut off half-way, ranges not looked at. */
  fail(fault: 'busy' | 'cut' | 'whole', requests: number): Promise<void>;
  stop(): Promise<void>;
}

/** @param folder where its objects lie as files: `BUCKET/KEY._S3rver_object`. */
export async function startS3(folder: string, bucket: string): Promise<S3Server> {
  const server = fork(join(__dirname, 's3rver.cjs'), [folder, bucket], { execArgv: ['--openssl-legacy-provider'] });
  const [{ port }] = (await Promise.race([
    once(server, 'message'),
    once(server, 'exit').then(([code]) => {
      throw new Error(`the S3 server ended with ${code}`);
    }),
  ])) as [{ port: number }];
  return {
    environment: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'S3RVER',
      AWS_SECRET_ACCESS_KEY: 'S3RVER-SECRET',
    },
    fail: async (fault, requests) => {
      server.send({ fault, requests });
      await once(server, 'message');
    },
    stop: async () => {
      const ended = once(server, 'exit');
      server.disconnect();
      await ended;
    },
  };
}
