'use client';
import { Field, Select } from '../ui/field';
import { Segmented } from '../ui/segmented';
import { halves, kinds, modes, moments, type ChangeGeometryView, type GeometryView } from './use-geometry-view';

interface ViewBarProps {
  readonly seeds: readonly number[];
  readonly seed: number;
  readonly view: GeometryView;
  readonly onChange: ChangeGeometryView;
}

/** What of the networks is drawn. */
export function ViewBar({ seeds, seed, view, onChange }: ViewBarProps) {
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <Field label="Seed">
        {(control) => (
          <Select
            {...control}
            className="w-auto"
            value={String(seed)}
            options={seeds.map(String)}
            onChange={(value) => void onChange({ seed: Number(value) })}
          />
        )}
      </Field>
      <Field label="Slice from −a to a">
        {(control) => (
          <Select
            {...control}
            className="w-auto"
            value={String(view.half)}
            options={halves.map((half) => ({ value: String(half), label: `a = ${half}` }))}
            onChange={(value) => void onChange({ half: Number(value) as GeometryView['half'] })}
          />
        )}
      </Field>
      <Segmented label="Polygon" value={view.kind} options={kinds} onChange={(kind) => void onChange({ kind })} />
      <Segmented label="Generators" value={view.mode} options={modes} onChange={(mode) => void onChange({ mode })} />
      <Segmented label="Weights" value={view.at} options={moments} onChange={(at) => void onChange({ at })} />
    </div>
  );
}
