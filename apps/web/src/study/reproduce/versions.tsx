'use client';
import type { StudyDetail } from '@tombola/shared';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../api/queries';
import { CopyButton } from '../../ui/copy';
import { Section } from '../../ui/section';
import { seedsText } from '../head/seeds-text';

/** What decides the numbers, and what they were made with. */
export function Versions({ study }: { readonly study: StudyDetail }) {
  const { data: info } = useQuery(api.system.info.queryOptions());
  const trial = study.arms.flatMap(({ trials }) => trials)[0]?.trial;
  const { data } = useQuery({ ...api.trials.get.queryOptions({ trial: trial ?? '' }), enabled: trial !== undefined });
  const record = data?.tree.find(({ state }) => state === 'done')?.record;
  const seeds = [...new Set(study.arms.flatMap(({ trials }) => trials.map(({ seed }) => seed)))].sort((a, b) => a - b);
  return (
    <Section title="What the numbers depend on" id="versions">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-6 gap-y-1 text-sm">
        <Fact name="Plan">
          <code className="font-mono text-xs">{study.planHash}</code>
          <CopyButton text={study.planHash} label="Copy the hash" />
          <span className="text-xs text-soft">the same declaration, arms and seeds have the same</span>
        </Fact>
        <Fact name="Seeds">{seedsText(seeds)}</Fact>
        <Fact name="Tombola">{info?.version ?? '–'}</Fact>
        <Fact name="Server">
          {info === undefined ? '–' : `Node ${info.node.replace(/^v/, '')}, ${info.database} database`}
        </Fact>
        {record !== null && record !== undefined && (
          <Fact name="Trained with">
            <span title={`of level 0 of trial ${trial}`}>
              {[
                record['engine'],
                record['platform'],
                record['node'] && `Node ${String(record['node']).replace(/^v/, '')}`,
              ]
                .filter(Boolean)
                .join(', ')}
            </span>
          </Fact>
        )}
        {typeof record?.['testImages'] === 'string' && <Fact name="Test images">{record['testImages']}</Fact>}
        {typeof record?.['dataset'] === 'string' && (
          <Fact name="Data">
            <code className="font-mono text-xs [overflow-wrap:anywhere]">{record['dataset']}</code>
            <span className="text-xs text-soft">SHA-256 of the examples</span>
          </Fact>
        )}
      </dl>
    </Section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="flex min-h-7 flex-wrap items-center gap-x-3">{children}</dd>
    </>
  );
}
