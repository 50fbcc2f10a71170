'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../api/client';
import { download, toCsv } from '../lib/download';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Field, Select } from '../ui/field';
import { ErrorNotice } from '../ui/states';
import type { CurveLevel } from './curve-level';
import { seriesTitle } from './curve-words';

interface RawExportProps {
  readonly levels: readonly CurveLevel[];
  readonly series: readonly string[];
}

/** Every point of one curve, as it was measured. */
export function RawExport({ levels, series }: RawExportProps) {
  const [open, setOpen] = useState(false);
  const [chosenLevel, setLevel] = useState('');
  const [chosenSeries, setSeries] = useState('');
  const level = levels.find(({ id }) => id === chosenLevel)?.id ?? levels[0]?.id;
  const name = series.includes(chosenSeries) ? chosenSeries : series[0];
  const save = useMutation({
    mutationFn: async (format: 'csv' | 'json') => {
      const input = { level: level!, series: name! };
      const { steps, values } = await client.metrics.raw.query(input);
      const file = `${level}-${name}.${format}`;
      if (format === 'json') download(file, JSON.stringify({ ...input, steps, values }), 'application/json');
      else
        download(
          file,
          toCsv(
            ['step', name!],
            steps.map((step, i) => [step, values[i] ?? null]),
          ),
          'text/csv',
        );
    },
  });
  const close = () => {
    save.reset();
    setOpen(false);
  };
  if (level === undefined || name === undefined) return null;
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Raw values …
      </Button>
      <Dialog open={open} title="Raw values of a curve" onClose={close}>
        <div className="flex flex-col gap-3">
          <Field label="Level">
            {(control) => (
              <Select
                {...control}
                value={level}
                onChange={setLevel}
                options={levels.map((each) => ({
                  value: each.id,
                  label: `${each.arm}, seed ${each.seed}, level ${each.level} (${each.id})`,
                }))}
              />
            )}
          </Field>
          <Field label="Series" help="Every point as it was measured; NaN and infinities are empty.">
            {(control) => (
              <Select
                {...control}
                value={name}
                onChange={setSeries}
                options={series.map((value) => ({ value, label: seriesTitle(value) }))}
              />
            )}
          </Field>
          {save.error !== null && <ErrorNotice error={save.error} />}
          <div className="flex gap-2">
            <Button busy={save.isPending} onClick={() => save.mutate('csv')}>
              CSV
            </Button>
            <Button busy={save.isPending} onClick={() => save.mutate('json')}>
              JSON
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
