'use client';
import type { Values } from '../schema-form/json-schema';
import { lay } from '../schema-form/patch';
import { Section } from '../ui/section';
import { settingsOf } from './equivalents';
import type { Arm } from './study-of-recipe';

/** What each arm makes of the recipe, to read: its own changes, and all of it. */
export function ArmsSection({ arms, target }: { readonly arms: readonly Arm[]; readonly target: Values }) {
  return (
    <Section title={`Arms (${arms.length})`} id="arms" flush>
      <ul className="divide-y divide-rule">
        {arms.map((arm) => (
          <li key={arm.id}>
            <ArmRecipe arm={arm} target={target} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ArmRecipe({ arm: { id, label, recipe }, target }: { readonly arm: Arm; readonly target: Values }) {
  const changes = settingsOf(recipe);
  return (
    <details className="group">
      <summary className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm hover:bg-sunken">
        <span aria-hidden="true" className="text-soft group-open:rotate-90">
          ▸
        </span>
        <span className="font-medium">{label}</span>
        <span className="text-xs text-soft">{id}</span>
        <span className="flex flex-wrap gap-1.5">
          {changes.length === 0 && <span className="text-xs text-soft">the recipe as it is</span>}
          {changes.map((change) => (
            <code key={change} className="rounded bg-sunken px-1.5 py-0.5 font-mono text-xs [overflow-wrap:anywhere]">
              {change}
            </code>
          ))}
        </span>
      </summary>
      <ul className="columns-1 gap-6 px-4 pb-3 pl-10 font-mono text-xs sm:columns-2 xl:columns-3">
        {settingsOf(lay(target, recipe)).map((setting) => (
          <li key={setting} className="break-inside-avoid py-0.5 [overflow-wrap:anywhere]">
            {setting}
          </li>
        ))}
      </ul>
    </details>
  );
}
