'use client';
import { createParser, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useMemo, useState } from 'react';
import { ExportMenu } from '../../ui/export-menu';
import { Section } from '../../ui/section';
import { Empty, ErrorNotice } from '../../ui/states';
import { atOptions, readAt, sparsestCommon, writeAt, type At } from '../at';
import type { View } from '../use-view';
import { LabelledSelect } from '../view-controls';
import type { Span } from './blocks';
import { GroupOverlapTable } from './group-overlap-table';
import { ALL_LAYERS, groupMatrix, matrixOf } from './matrix';
import { OverlapTable } from './overlap-table';
import { familiesOf, orders, ticketsAt } from './tickets';
import { useOverlaps } from './use-overlaps';

const parsers = {
  mask: createParser<At>({ parse: readAt, serialize: writeAt, eq: (a, b) => writeAt(a) === writeAt(b) }),
  layer: parseAsString.withDefault(ALL_LAYERS),
  order: parseAsStringLiteral(orders).withDefault('group'),
  cells: parseAsStringLiteral(['tickets', 'groups'] as const).withDefault('tickets'),
  network: parseAsString,
};

/** Up to so many tickets every pair is asked for at once; of more, those on the screen. */
const MOST_WHOLE = 200;
const nowhere: Span = { from: 0, to: 0 };

/** Which weights tickets have in common, and how much more than chance. */
export function MasksTab({ view: { groups, compared, lowerIsBetter } }: { readonly view: View }) {
  const [state, set] = useQueryStates(parsers, { history: 'push' });
  const { layer, order } = state;
  const fallback = useMemo(() => sparsestCommon(groups), [groups]);
  const at = state.mask ?? fallback;
  const families = useMemo(
    () => (at === undefined ? [] : familiesOf(ticketsAt(groups, at, order, lowerIsBetter), compared.members)),
    [groups, at, order, lowerIsBetter, compared],
  );
  const family = families.find(({ key }) => key === state.network) ?? families[0];
  const tickets = family?.tickets ?? none;
  const isWhole = tickets.length <= MOST_WHOLE;
  const [look, setLook] = useState({ rows: nowhere, columns: nowhere });
  const onLook = useCallback((rows: Span, columns: Span) => setLook({ rows, columns }), []);
  const whole = { from: 0, to: tickets.length };
  const { answers, error, pending } = useOverlaps(tickets, isWhole ? whole : look.rows, isWhole ? whole : look.columns);
  const matrix = useMemo(() => matrixOf(answers, layer), [answers, layer]);
  const cells = isWhole ? state.cells : 'tickets';
  const means = useMemo(
    () => (cells === 'groups' ? groupMatrix(tickets, matrix) : new Map<never, never>()),
    [cells, tickets, matrix],
  );
  const levels = atOptions(groups).filter(
    (option) => option.at.is === 'density' || !('value' in option.at) || option.at.value > 0,
  );
  return (
    <Section
      id="masks"
      title="Overlap of masks"
      actions={
        <ExportMenu
          name={`mask-overlap-${layer.replaceAll('/', '-')}`}
          table={{
            header: ['ticket', 'other ticket', 'layer', 'both', 'either', 'jaccard', 'expected of random masks'],
            rows: () =>
              tickets.flatMap((a, i) =>
                tickets.slice(i + 1).flatMap((b) => {
                  const overlap = matrix.at(a.id, b.id);
                  if (overlap === undefined) return [];
                  return [[a.id, b.id, layer, overlap.both, overlap.either, overlap.jaccard, overlap.expected]];
                }),
              ),
          }}
        />
      }
    >
      <div className="mb-4 flex flex-wrap items-end gap-x-4 gap-y-3">
        <LabelledSelect
          label="Tickets at"
          value={at === undefined ? 'last' : writeAt(at)}
          options={[
            { value: 'last', label: 'last level' },
            ...levels.map((option) => ({ value: writeAt(option.at), label: option.label })),
          ]}
          onChange={(value) => void set({ mask: readAt(value) })}
        />
        <LabelledSelect
          label="Layer"
          value={layer}
          options={[ALL_LAYERS, ...new Set([...matrix.layers, ...(layer === ALL_LAYERS ? [] : [layer])])].map(
            (value) => ({
              value,
              label: value === ALL_LAYERS ? 'all layers' : value,
            }),
          )}
          onChange={(value) => void set({ layer: value })}
        />
        {families.length > 1 && (
          <LabelledSelect
            label="Network"
            value={family!.key}
            options={families.map(({ key, label, tickets: own }) => ({
              value: key,
              label: `${label} (${own.length} tickets)`,
            }))}
            onChange={(value) => void set({ network: value })}
          />
        )}
        <LabelledSelect
          label="Order"
          value={order}
          options={[
            { value: 'group', label: 'by group' },
            { value: 'seed', label: 'by seed' },
          ]}
          onChange={(value) => void set({ order: value })}
        />
        {isWhole && (
          <LabelledSelect
            label="Cells"
            value={cells}
            options={[
              { value: 'tickets', label: 'every ticket' },
              { value: 'groups', label: 'means of groups' },
            ]}
            onChange={(value) => void set({ cells: value })}
          />
        )}
        <p aria-live="polite" className="pb-2 text-sm text-soft">
          {pending > 0 ? `${pending} ${pending === 1 ? 'answer' : 'answers'} to come` : ''}
        </p>
      </div>
      {error !== null && <ErrorNotice error={error} />}
      {tickets.length < 2 ? (
        <Empty title="Fewer than two tickets">
          Masks are compared between tickets of one network at one level. Choose another level, or more trials.
        </Empty>
      ) : cells === 'groups' ? (
        <GroupOverlapTable means={means} />
      ) : (
        <OverlapTable tickets={tickets} matrix={matrix} onLook={onLook} />
      )}
      <p className="mt-3 text-xs text-soft">
        In per cent: weights that both masks keep over weights that either keeps (Jaccard), and under it by how much
        that is more than independent random masks with the same density in each layer would have.
        {cells === 'groups' && ' Means over all pairs of different tickets; the number of pairs is on hover.'}
        {!isWhole && ' Pairs are asked for as they come into view; an export has those that are on the screen.'}
      </p>
    </Section>
  );
}

const none: readonly never[] = [];
