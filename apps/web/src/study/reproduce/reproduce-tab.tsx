'use client';
import { canonicalJson, type StudyPage } from '@tombola/shared';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/queries';
import { download } from '../../lib/download';
import { Button } from '../../ui/button';
import { CodeBlock } from '../../ui/copy';
import { Section } from '../../ui/section';
import { Loading, Skeleton } from '../../ui/states';
import { ArmRecipes } from './arm-recipes';
import { clientProgram, curlCommand, launchBody, launchFile, studyCommand, studyFile } from './commands';
import { ReportFiles } from './report-files';
import { Versions } from './versions';

/** Everything that is needed to get the same numbers again, here or elsewhere. */
export function ReproduceTab({ page: { study } }: { readonly page: StudyPage }) {
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
  const server = window.location.origin;
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const files = !named && (
    <>
      <Button onClick={() => download(studyFile, json(study.declaration), 'application/json')}>{studyFile}</Button>
      <Button onClick={() => download(launchFile, json(launchBody(study, false)), 'application/json')}>
        {launchFile}
      </Button>
    </>
  );
  return (
    <>
      <Section title="Command" id="command" actions={files}>
        <div className="flex flex-col gap-3">
          {!named && (
            <p className="text-sm text-soft">
              {study.preset === null
                ? 'This study is none of the literature’s: it runs from its file.'
                : `The preset ${study.preset} is another now than when this study was launched: it runs from its file.`}{' '}
              Download {studyFile} for the commands and the program, {launchFile} for the call of the API.
            </p>
          )}
          <CommandBlock
            title="On this machine"
            help="Trains what is missing, then shows tables, claims and figure; nothing of the server is needed."
            code={studyCommand(study, { named })}
          />
          <CommandBlock
            title="On this server"
            help="Trainings with the same recipe and seed are shared with this study, not done again."
            code={studyCommand(study, { named, server })}
          />
          <CommandBlock title="With the API" code={curlCommand(study, { named, server })} />
          <CommandBlock title="From TypeScript" code={clientProgram(study, { named, server })} />
        </div>
      </Section>
      <Versions study={study} />
      <ArmRecipes study={study} />
      <ReportFiles study={study.id} done={study.levelsDone} />
    </>
  );
}

interface CommandBlockProps {
  readonly title: string;
  readonly help?: string;
  readonly code: string;
}

function CommandBlock({ title, help, code }: CommandBlockProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <h3 className="text-sm font-medium">{title}</h3>
      {help && <p className="text-xs text-soft">{help}</p>}
      <CodeBlock code={code} label={title} />
    </div>
  );
}
