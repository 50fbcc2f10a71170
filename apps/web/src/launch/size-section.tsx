'use client';
import { formatCount } from '../lib/format';
import { Section } from '../ui/section';
import type { Beneath } from './beneath';
import type { ChangeLaunch, LaunchState } from './launch-state';
import { RadioCards } from './radio-cards';
import { parseSeeds, printSeeds } from './seeds';
import { TextOption } from './text-option';

interface SizeSectionProps {
  readonly state: LaunchState;
  readonly change: ChangeLaunch;
  readonly beneath: Beneath;
  readonly problems: ReadonlyMap<string, string>;
}

/** How much of it is run: scale, seeds, draws. */
export function SizeSection({ state, change, beneath, problems }: SizeSectionProps) {
  const isStudy = state.from !== 'recipe';
  const seeds = state.seeds.trim() === '' ? beneath.seeds : parseSeeds(state.seeds);
  const count = typeof seeds === 'string' ? 0 : seeds.length;
  return (
    <Section title="How much" id="how-much">
      <div className="flex flex-col gap-4">
        {isStudy && beneath.scales.length > 0 && (
          <RadioCards
            label="Scale"
            value={beneath.scale}
            className="lg:grid-cols-3"
            options={beneath.scales.map(({ name, description, seeds: own, draws }) => ({
              value: name,
              title: name,
              children: (
                <>
                  <span>{description}</span>
                  <span>
                    Seeds {printSeeds(own)}
                    {draws > 1 && `, ${draws} draws of each control`}
                  </span>
                </>
              ),
            }))}
            onChange={(scale) => change({ scale }, 'choose')}
          />
        )}
        <div className="grid grid-cols-2 gap-4 xl:grid-cols-3">
          <TextOption
            label="Seeds"
            value={state.seeds}
            before={printSeeds(beneath.seeds)}
            help={
              count === 0
                ? 'Such as 0-4 or 0,2,7.'
                : `${formatCount(count)} ${count === 1 ? 'seed' : 'seeds'}; such as 0-4 or 0,2,7.`
            }
            error={problems.get('seeds')}
            onText={(text) => change({ seeds: text }, 'type')}
          />
          {isStudy && (
            <TextOption
              label="Draws"
              value={state.draws}
              before={String(beneath.draws)}
              help="Of each random control within a seed."
              error={problems.get('draws')}
              numeric
              onText={(text) => change({ draws: text }, 'type')}
            />
          )}
        </div>
        {problems.has('scale') && <p className="text-sm text-bad">{problems.get('scale')}</p>}
      </div>
    </Section>
  );
}
