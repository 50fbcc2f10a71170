import type { Measurement } from '@tombola/nn';
import type { Job } from '../trial/job';

/** What the pool tells a trial process. */
export type Order =
  | { readonly type: 'setup'; readonly results: string; readonly data?: string; readonly threads: number }
  | { readonly type: 'run'; readonly key: string; readonly job: Job }
  | { readonly type: 'stop' };

/** What a trial process tells the pool. */
export type Report =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly key: string; readonly step: number }
  | { readonly type: 'measurement'; readonly key: string; readonly measurement: Measurement }
  | { readonly type: 'done'; readonly key: string }
  | { readonly type: 'interrupted'; readonly key: string; readonly step: number }
  | {
      readonly type: 'failed';
      readonly key: string;
      readonly error: { name: string; message: string; stack?: string };
    };
