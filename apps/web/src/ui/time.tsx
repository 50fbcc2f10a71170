'use client';
import { useEffect, useState } from 'react';
import { formatAgo } from '../lib/format';

/** A moment as its distance from now; the moment itself on hover. */
export function Ago({ moment }: { readonly moment: string | null }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  if (moment === null) return <span className="text-soft">–</span>;
  return (
    <time dateTime={moment} title={new Date(moment).toLocaleString()} className="whitespace-nowrap">
      {formatAgo(moment, now)}
    </time>
  );
}
