'use client';
import { useState } from 'react';
import { formatCount } from '../lib/format';
import { allPages, type PageOf } from './pages';

interface AllRows<Item> {
  readonly fetchAll: () => Promise<Item[]>;
  /** While they are fetched: how many have come. */
  readonly progress: string | undefined;
}

/** All rows of a list for an export, however few of them are on the page. */
export function useAllRows<Item>(ask: (cursor: string | undefined) => Promise<PageOf<Item>>): AllRows<Item> {
  const [count, setCount] = useState<number>();
  const fetchAll = async () => {
    setCount(0);
    try {
      return await allPages(ask, setCount);
    } finally {
      setCount(undefined);
    }
  };
  return { fetchAll, progress: count === undefined ? undefined : `Exporting ${formatCount(count)} …` };
}
