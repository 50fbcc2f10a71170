'use client';
import type { RouterOutputs } from '../api/types';
import { useQuery } from '@tanstack/react-query';
import { parseAsInteger, useQueryState } from 'nuqs';
import { useState } from 'react';
import { isMissing } from '../api/problem';
import { api } from '../api/queries';
import { useMay } from '../api/session';
import { usePathPart } from '../lib/use-path-part';
import { MarkdownText } from '../notes/markdown-text';
import { Notes } from '../notes/notes';
import { Badge } from '../ui/badge';
import { Button, LinkButton } from '../ui/button';
import { ExportMenu } from '../ui/export-menu';
import { Page } from '../ui/page';
import { Section } from '../ui/section';
import { Empty, ErrorNotice, Loading, Skeleton } from '../ui/states';
import { CardDialog } from './card-dialog';
import { DeleteModel } from './delete-model';
import { DescribeDialog } from './describe-dialog';
import { VersionCard } from './version-card';

type Detail = RouterOutputs['models']['get'];

const crumbs = [{ label: 'Models', href: '/models' }];

/** A model: what it is, its versions, what people wrote about it. */
export function ModelPage() {
  const name = usePathPart(1);
  return name === undefined ? <Waiting title="Model" /> : <ModelOf name={name} />;
}

function ModelOf({ name }: { readonly name: string }) {
  const { data, error, refetch } = useQuery(api.models.get.queryOptions({ model: name }));
  if (data === undefined && error !== null) {
    return (
      <Page title={name} crumbs={crumbs}>
        {isMissing(error) ? (
          <Empty title="There is no such model" action={<LinkButton href="/models">All models</LinkButton>}>
            Models are registered from verified exports of tickets.
          </Empty>
        ) : (
          <ErrorNotice error={error} retry={() => void refetch()} />
        )}
      </Page>
    );
  }
  return data === undefined ? <Waiting title={name} /> : <Model model={data} />;
}

function Model({ model }: { readonly model: Detail }) {
  const mayWrite = useMay('write');
  const [open, setOpen] = useState<'describe' | 'delete' | null>(null);
  const [card, showCard] = useQueryState('card', parseAsInteger.withOptions({ history: 'push' }));
  const { name, description, production, versions, list } = model;
  return (
    <Page
      title={name}
      crumbs={crumbs}
      badges={
        production === null ? (
          <Badge>nothing in production</Badge>
        ) : (
          <Badge tone="good">version {production} in production</Badge>
        )
      }
      actions={
        mayWrite && (
          <>
            <Button onClick={() => setOpen('describe')}>
              {description === '' ? 'Describe it' : 'Edit description'}
            </Button>
            <Button kind="danger" onClick={() => setOpen('delete')}>
              Remove
            </Button>
          </>
        )
      }
      lead={description === '' ? undefined : <MarkdownText source={description} />}
    >
      <Section
        id="versions"
        title={`Versions (${versions})`}
        actions={
          <ExportMenu
            name={`${name}-versions`}
            table={{
              header: ['version', 'stage', 'level', 'verified', 'sha256', 'createdAt'],
              rows: () =>
                list.map((each) => [
                  ...[each.version, each.stage, each.export.level, each.export.verified],
                  ...[each.export.artifact?.sha256, each.createdAt],
                ]),
            }}
            json={() => list}
          />
        }
        flush
      >
        {list.map((each) => (
          <VersionCard
            key={each.version}
            version={each}
            production={production}
            onCard={() => void showCard(each.version)}
          />
        ))}
      </Section>
      <Notes subject="model" subjectId={name} />
      {/* It closes by the address, too: then there is nothing to change. */}
      <CardDialog model={name} version={card} onClose={() => card !== null && void showCard(null)} />
      <DescribeDialog open={open === 'describe'} onClose={() => setOpen(null)} model={model} />
      <DeleteModel open={open === 'delete'} onClose={() => setOpen(null)} model={model} />
    </Page>
  );
}

function Waiting({ title }: { readonly title: string }) {
  return (
    <Page title={title} crumbs={crumbs}>
      <Loading what="the model">
        <div className="flex flex-col gap-5">
          <Skeleton className="h-64" />
          <Skeleton className="h-32" />
        </div>
      </Loading>
    </Page>
  );
}
