import type { MessagePort } from 'node:worker_threads';
import type { InputProblem } from '@tombola/shared';
import type { Augmentation } from '../augment/augmentation';
import type { Images } from '../types';
import type { Wish } from './reader';

/** What the reading thread is started with. */
export interface Setup {
  readonly set: Images;
  readonly augmentation: Augmentation | undefined;
  /** Orders come and answers go here. */
  readonly port: MessagePort;
  /** One int32 in shared memory: counts the answers, so that who wants one can sleep on it. */
  readonly signal: Int32Array;
}

export type Order =
  | {
      readonly id: number;
      readonly wish: Wish;
      /** Memory of an earlier batch, to be used again. */
      readonly buffer: ArrayBuffer | undefined;
    }
  | { readonly drop: number };

export type Answer = { readonly id: number } & (
  { readonly images: Uint8Array<ArrayBuffer> } | { readonly problem: InputProblem } | { readonly error: string }
);
