import type * as tf from '@tensorflow/tfjs-core';
import { InputError } from '@tombola/shared';
import type { Tensor, TensorSpec } from './tensor';

/** A leaf, or a record of records of leaves: `{ images, params: { dense_1: { weights, bias } } }`. */
export interface Nested<Leaf> {
  readonly [name: string]: Leaf | Nested<Leaf>;
}

/** The specification of a program's inputs. */
export type Signature = Nested<TensorSpec>;

/** The record of host tensors that fits a signature. */
export type Feeds<S> = {
  readonly [K in keyof S]: S[K] extends TensorSpec<infer D> ? Tensor<D> : Feeds<S[K]>;
};

/** The record of TensorFlow.js tensors that a program receives for a signature. */
export type Symbols<S> = {
  readonly [K in keyof S]: S[K] extends TensorSpec ? tf.Tensor : Symbols<S[K]>;
};

/** The record of host tensors that a program's record of results becomes. */
export type Results<O> = {
  readonly [K in keyof O]: O[K] extends tf.Tensor ? Tensor : Results<O[K]>;
};

/** The leaves of a nested record with their dotted names, in the record's own order. */
export function flatten<Leaf>(record: Nested<Leaf>, isLeaf: (node: unknown) => node is Leaf): [string, Leaf][] {
  const leaves: [string, Leaf][] = [];
  const visit = (node: Nested<Leaf>, prefix: string) => {
    for (const [name, child] of Object.entries(node)) {
      const path = prefix === '' ? name : `${prefix}.${name}`;
      if (isLeaf(child)) leaves.push([path, child]);
      else if (typeof child === 'object' && child !== null) visit(child, path);
      else {
        throw new InputError({
          what: `${path} is not a tensor`,
          value: child,
          expected: 'a tensor or a record of them',
        });
      }
    }
  };
  visit(record, '');
  return leaves;
}

/** The nested record in which every leaf of `record` is replaced by what `replace` gives for its dotted name. */
export function mapLeaves<Leaf, Other>(
  record: Nested<Leaf>,
  isLeaf: (node: unknown) => node is Leaf,
  replace: (leaf: Leaf, path: string) => Other,
  prefix = '',
): Nested<Other> {
  return Object.fromEntries(
    Object.entries(record).map(([name, child]) => {
      const path = prefix === '' ? name : `${prefix}.${name}`;
      return [name, isLeaf(child) ? replace(child, path) : mapLeaves(child, isLeaf, replace, path)];
    }),
  );
}

/** Is it the specification of a tensor? */
export function isSpec(node: unknown): node is TensorSpec {
  return typeof node === 'object' && node !== null && 'dtype' in node && 'shape' in node && !('data' in node);
}

/** Is it a host tensor? */
export function isTensor(node: unknown): node is Tensor {
  return (
    typeof node === 'object' &&
    node !== null &&
    'dtype' in node &&
    'shape' in node &&
    ArrayBuffer.isView((node as Tensor).data)
  );
}
