'use client';
import type { StudyPage } from '@tombola/shared';
import { useMemo } from 'react';
import { LineChart } from '../charts/line-chart';
import { ExportMenu } from '../ui/export-menu';
import { Select } from '../ui/field';
import { QueryView } from '../ui/query-view';
import { Section } from '../ui/section';
import { Empty, Skeleton } from '../ui/states';
import { networksBySeed, networksOf } from './networks';
import { measureLabels, roundLines, roundValues } from './round-lines';
import { useAnswer } from './use-answer';
import { measures, type ChangeGeometryView, type GeometryView, type Measure } from './use-geometry-view';
import { useManyLayers } from './use-layers';
import type { Distances } from './worker/distances';

/** The weights of all networks of more seeds would be too many questions at once. */
const MOST_SEEDS = 10;

interface DistancesSectionProps {
  readonly page: StudyPage;
  readonly view: GeometryView;
  readonly onChange: ChangeGeometryView;
}

/** What every arm keeps of its dense network, round by round, over all seeds. */
export function DistancesSection({ page, view: { measure, mode, at }, onChange }: DistancesSectionProps) {
  const seeds = useMemo(() => networksBySeed(page, MOST_SEEDS), [page]);
  const rounds = useMemo(
    () => [...new Map(seeds.flatMap((seed) => seed.rounds.map((each) => [each.id, each]))).values()],
    [seeds],
  );
  const layers = useManyLayers(rounds, at);
  const complete = rounds.length > 0 && rounds.every(({ id }) => layers.has(id));
  const question = complete
    ? {
        mode,
        seeds: seeds.map((seed) => ({
          dense: layers.get(seed.dense.id)!,
          networks: seed.rounds.map(({ id }) => ({ key: id, network: layers.get(id)! })),
        })),
      }
    : undefined;
  const query = useAnswer('distances', [at, mode, ...rounds.map(({ id }) => id)], question);
  return (
    <Section
      id="distances"
      title="Over the rounds"
      actions={
        <>
          <Select
            aria-label="Measure"
            className="w-auto"
            value={measure}
            options={Object.entries(measures).map(([value, label]) => ({ value: value as Measure, label }))}
            onChange={(value) => void onChange({ measure: value })}
          />
          {query.data && (
            <ExportMenu
              name={`${page.study.id}-${measure}`}
              table={{
                header: ['arm', 'seed', 'round', 'density', measure],
                rows: () =>
                  valuesOf(page, seeds, measure, query.data!).map((each) => [
                    ...[each.arm, each.seed, each.level],
                    ...[each.density, each.value],
                  ]),
              }}
            />
          )}
        </>
      }
    >
      <QueryView query={query} what="distances" skeleton={<Skeleton className="h-80" />}>
        {(found) =>
          found === null ? (
            <Empty title="No decision polygons">They are of networks with one hidden layer.</Empty>
          ) : (
            <Chart page={page} seeds={seeds} measure={measure} found={found} />
          )
        }
      </QueryView>
    </Section>
  );
}

type Seeds = ReturnType<typeof networksBySeed>;

function valuesOf(page: StudyPage, seeds: Seeds, measure: GeometryView['measure'], found: Distances) {
  const bySeed = seeds.map(({ seed }) => ({ seed, arms: networksOf(page, seed).arms }));
  return roundValues(measure, bySeed, found);
}

interface ChartProps {
  readonly page: StudyPage;
  readonly seeds: Seeds;
  readonly measure: GeometryView['measure'];
  readonly found: Distances;
}

function Chart({ page, seeds, measure, found }: ChartProps) {
  const lines = useMemo(
    () => roundLines(valuesOf(page, seeds, measure, found), measure, found.band),
    [page, seeds, measure, found],
  );
  return (
    <>
      <LineChart
        label={`${measureLabels[measure]} by round`}
        lines={lines}
        xLabel="round"
        yLabel={measureLabels[measure]}
        increments={[1, 2, 5, 10, 20, 50]}
        height={300}
      />
      <p className="mt-2 max-w-prose text-xs text-soft">{explanations[measure]}</p>
    </>
  );
}

const between = 'To the dense network of the same seed; means over seeds, bands from the least to the greatest.';
const explanations: Readonly<Record<GeometryView['measure'], string>> = {
  orientation: `How far edge normals, weighted by edge lengths, have turned. ${between} The grey band has the middle 95 % of the distances between dense networks of different seeds: within it, nothing in particular was kept.`,
  hausdorff: `Of the polygons with their centroids together and perimeters of 1. ${between} The grey band is of dense networks of different seeds.`,
  rays: `The mean angle between rays of the decision boundaries; one without a partner counts π. ${between} The grey band is of dense networks of different seeds.`,
  bridges:
    'Edges between vertices of different classes: rays of the decision boundary. Means over seeds, bands from the least to the greatest.',
  regions: 'Connected regions of one affine map each. Means over seeds, bands from the least to the greatest.',
  accuracy:
    'After the last step of a round, on the test points. Means over seeds, bands from the least to the greatest.',
};
