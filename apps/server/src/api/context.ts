import type { Logger } from 'pino';
import type { PgBoss } from 'pg-boss';
import type { Caller } from '../access/roles';
import type { ArtifactStore } from '../artifacts/store';
import type { ServerConfig } from '../config/config';
import type { EventTail } from '../events/tail';
import type { Store } from '../store/connect';

/** What every procedure works with. The server makes it once; a request adds who asks. */
export interface Services {
  readonly store: Store;
  readonly queue: PgBoss;
  readonly artifacts: ArtifactStore;
  readonly events: EventTail;
  readonly config: ServerConfig;
  readonly version: string;
  readonly startedAt: Date;
}

export interface Context extends Services {
  /** Undefined when the request had no credentials; procedures say what they need. */
  readonly caller: Caller | undefined;
  readonly requestId: string;
  readonly log: Logger;
}
