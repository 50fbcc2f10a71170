'use client';
import { useQuery } from '@tanstack/react-query';
import { Tabs } from '../ui/tabs';
import { Empty, ErrorNotice, Loading, Skeleton } from '../ui/states';
import type { Choice } from './choice';
import type { Compared } from './compared';
import { ConfigurationTab } from './configuration/configuration-tab';
import { CurvesTab } from './curves/curves-tab';
import { GroupsTable } from './groups-table/groups-table';
import { MasksTab } from './masks/masks-tab';
import { OverlayTab } from './overlay/overlay-tab';
import { ParallelTab } from './parallel/parallel-tab';
import { ParetoTab } from './pareto/pareto-tab';
import { comparisonOptions } from './use-comparison';
import { useView, useViewState, type SetViewState, type ViewState } from './use-view';
import { ViewControls } from './view-controls';

/** What is chosen, side by side. */
export function ComparisonView({ choice }: { readonly choice: Choice }) {
  const [state, setState] = useViewState();
  const { data, error, refetch } = useQuery(comparisonOptions(choice, state.metric));
  if (data === undefined) {
    if (error !== null) return <ErrorNotice error={error} retry={() => void refetch()} />;
    return (
      <Loading what="the comparison">
        <div className="flex flex-col gap-5">
          <Skeleton className="h-9 w-96 max-w-full" />
          <Skeleton className="h-56" />
          <Skeleton className="h-[30rem]" />
        </div>
      </Loading>
    );
  }
  return (
    <>
      {error !== null && <ErrorNotice error={error} retry={() => void refetch()} />}
      {data.trials.length === 0 ? (
        <div className="card">
          <Empty title="No trials">What is chosen has none yet.</Empty>
        </div>
      ) : (
        <Loaded choice={choice} compared={data} state={state} setState={setState} />
      )}
    </>
  );
}

interface LoadedProps {
  readonly choice: Choice;
  readonly compared: Compared;
  readonly state: ViewState;
  readonly setState: SetViewState;
}

function Loaded({ choice, compared, state, setState }: LoadedProps) {
  const view = useView(compared, choice, state);
  return (
    <>
      <ViewControls view={view} state={state} setState={setState} />
      <GroupsTable view={view} state={state} setState={setState} />
      <Tabs
        label="Views"
        name="view"
        tabs={{
          overlay: { label: 'Overlay', content: <OverlayTab view={view} /> },
          configuration: { label: 'Configuration', content: <ConfigurationTab view={view} /> },
          curves: { label: 'Training curves', content: <CurvesTab view={view} /> },
          masks: { label: 'Masks', content: <MasksTab view={view} /> },
          pareto: { label: 'Pareto front', content: <ParetoTab view={view} /> },
          parallel: { label: 'Parallel coordinates', content: <ParallelTab view={view} choice={choice} /> },
        }}
      />
    </>
  );
}
