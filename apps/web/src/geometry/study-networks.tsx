'use client';
import type { LevelLayers, StudyPage } from '@tombola/shared';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { isMissing } from '../api/problem';
import { api } from '../api/queries';
import { WhenNear } from '../lib/when-near';
import { Link } from '../ui/link';
import { Empty, ErrorNotice, Loading, Skeleton } from '../ui/states';
import { DistancesSection } from './distances-section';
import { chosenRound, networksOf } from './networks';
import { PicturesSection, PicturesSkeleton } from './pictures-section';
import { RoundScrubber } from './round-scrubber';
import { RoundsGrid } from './rounds-grid';
import { SolidsSection } from './solids/solids-section';
import { useLayers, useManyLayers } from './use-layers';
import { useGeometryView } from './use-geometry-view';
import { ViewBar } from './view-bar';

/** The networks of a study, round by round. */
export function StudyNetworks({ study }: { readonly study: string }) {
  const { data, error, refetch } = useQuery(api.studies.page.queryOptions({ study }));
  if (data !== undefined) return <Networks page={data} />;
  if (isMissing(error)) return <Empty title="There is no such study">Choose another one.</Empty>;
  if (error !== null) return <ErrorNotice error={error} retry={() => void refetch()} />;
  return (
    <Loading what="the study">
      <PicturesSkeleton />
    </Loading>
  );
}

function Networks({ page }: { readonly page: StudyPage }) {
  const { view, change } = useGeometryView();
  const networks = useMemo(() => networksOf(page, view.seed), [page, view.seed]);
  const chosen = chosenRound(networks, view.arm, view.level);
  const { data: layers, error, refetch } = useLayers(chosen?.round, view.at);
  const rounds = useMemo(
    () => [...new Map(networks.arms.flatMap((arm) => arm.rounds.map((round) => [round.id, round]))).values()],
    [networks],
  );
  // A network that has no answer has none in any other round either.
  const all = useManyLayers(layers !== undefined && isPlanar(layers) ? rounds : [], view.at);
  const plane = layers !== undefined && isPlanar(layers) ? layers : undefined;
  if (chosen === undefined) return <Empty title="The study has no arms" />;
  return (
    <>
      <p className="text-sm text-soft">
        <Link href={`/studies/${page.study.id}`}>{page.study.name}</Link>
        {chosen.round && (
          <>
            {' · ticket '}
            <Link href={`/tickets/${chosen.round.id}`}>{chosen.round.id}</Link>
          </>
        )}
      </p>
      <ViewBar seeds={networks.seeds} seed={networks.seed} view={view} onChange={change} />
      <RoundScrubber
        arm={chosen.arm}
        round={chosen.round}
        follows={view.level === null}
        onGo={(level) => void change({ level })}
      />
      {error !== null ? (
        <ErrorNotice error={error} retry={() => void refetch()} />
      ) : (
        <Round waiting={chosen.round?.state !== 'done'} layers={layers} />
      )}
      {all.size > 0 && (
        <>
          <RoundsGrid
            networks={networks}
            layers={all}
            view={view}
            current={chosen.round?.id}
            onChoose={(arm, level) => void change({ arm, level }, { history: 'push' })}
          />
          <WhenNear placeholder={<Skeleton className="h-96" />}>
            <DistancesSection page={page} view={view} onChange={change} />
          </WhenNear>
          {plane && <SolidsSection layers={plane} view={view} />}
        </>
      )}
    </>
  );
}

function Round({ waiting, layers }: { readonly waiting: boolean; readonly layers: LevelLayers | undefined }) {
  const { view } = useGeometryView();
  if (waiting) return <Empty title="This round is not done yet">Its network is shown as soon as it is.</Empty>;
  if (layers === undefined)
    return (
      <Loading what="the network">
        <PicturesSkeleton />
      </Loading>
    );
  if (!isPlanar(layers))
    return (
      <Empty title="Its inputs are no plane">
        A network with {inputsOf(layers)} inputs is sliced by <code>tombola geometry slice</code>, on a plane through
        three examples.
      </Empty>
    );
  return <PicturesSection layers={layers} name={layers.level} view={view} />;
}

const inputsOf = ({ layers }: LevelLayers) => layers[0]!.weights[0]!.length;
const isPlanar = (network: LevelLayers) => inputsOf(network) === 2;
