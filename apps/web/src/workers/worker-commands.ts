import type { RouterOutputs } from '../api/types';

type Server = Pick<RouterOutputs['system']['info'], 'database' | 'artifacts'>;

/** Of a worker on another machine: the commands, and what has to be done at the server before. */
export interface Elsewhere {
  readonly first: readonly string[];
  readonly command: string;
}

export const sameMachine = 'npx tombola worker --slots 2';

/** A worker needs the database and the artifacts of its server, and nothing else of it. */
export function onAnotherMachine({ database, artifacts }: Server): Elsewhere {
  const embedded = database === 'embedded';
  const bucket = /^s3:\/\//.test(artifacts);
  const first = [
    embedded &&
      'The database of this server is its own and answers on its machine only: start the server with DATABASE_URL, so that it uses a PostgreSQL (14 or newer) which other machines reach.',
    !bucket &&
      'Artifacts lie in a folder of the server’s machine: share it under the same path, or start the server with TOMBOLA_ARTIFACTS=s3://BUCKET/PREFIX.',
  ].filter((each) => each !== false);
  const variables = [
    'DATABASE_URL=postgres://USER:PASSWORD@HOST/DATABASE',
    `TOMBOLA_ARTIFACTS=${bucket ? artifacts : 's3://BUCKET/PREFIX'}`,
  ];
  return { first, command: `${variables.join(' \\\n')} \\\nnpx tombola worker --slots 4` };
}
