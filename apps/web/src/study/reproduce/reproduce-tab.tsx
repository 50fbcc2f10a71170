'use client';
import { canonicalJson, type StudyPage } from '@tombola/shared';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/queries';
import { useMe } from '../../api/session';
import { Equivalent } from '../../launch/equivalents-section';
import { equivalentsOf, localCommandOf } from '../../launch/equivalents';
import { Section } from '../../ui/section';
import { Loading, Skeleton } from '../../ui/states';
import { ArmRecipes } from './arm-recipes';
import { launchOf } from './launch-of';
import { ReportFiles } from './report-files';
import { Versions } from './versions';

/** Everything that is needed to get the same numbers again, here or elsewhere. */
export function ReproduceTab({ page: { study } }: { readonly page: StudyPage }) {
  const { me } = useMe();
  const preset = useQuery({
    ...api.presets.get.queryOptions({ preset: study.preset ?? '' }),
    enabled: study.preset !== null,
  });
  const known = study.preset === null || preset.data !== undefined || preset.error !== null;
  if (!known) {
    return (
      <Loading what="how to reproduce the study">
        <Skeleton className="h-96" />
      </Loading>
    );
  }
  const named =
    preset.data !== undefined && canonicalJson(preset.data.declaration) === canonicalJson(study.declaration);
  const request = launchOf(study, named);
  const { command, curl, typescript } = equivalentsOf(request, {
    origin: window.location.origin,
    token: me?.kind !== 'local',
    original: undefined,
  });
  return (
    <>
      <Section title="Command" id="command">
        <div className="flex flex-col gap-3">
          {!named && (
            <p className="text-sm text-soft">
              {study.preset === null
                ? 'This study is none of the literature’s: it runs from its file.'
                : `The preset ${study.preset} is another now than when this study was launched: it runs from its file.`}
            </p>
          )}
          <Equivalent
            title="On this machine"
            help="Trains what is missing, then shows tables, claims and figure; nothing of the server is needed."
            code={localCommandOf(request) ?? ''}
          />
          <Equivalent
            title="On this server"
            help="Trainings with the same recipe and seed are shared with this study, not done again."
            code={command ?? ''}
          />
          <Equivalent title="With the API" code={curl} />
          <Equivalent title="From TypeScript" code={typescript} />
        </div>
      </Section>
      <Versions study={study} />
      <ArmRecipes study={study} />
      <ReportFiles study={study.id} done={study.levelsDone} />
    </>
  );
}
