import type { Output } from '../cli/output';
import type { ServerContext } from '../cli/shell';
import type { StudyOut } from '../client/api';
import type { Client } from '../client/client';

/** `study pause`: what runs writes checkpoints and waits. */
export async function pauseStudy(client: Client, _: ServerContext, _options: object, study: string): Promise<Output> {
  return changed(await client.studies.pause.mutate({ study }), 'Go on: tombola study resume');
}

/** `study resume`: what waits goes on. */
export async function resumeStudy(
  client: Client,
  _: ServerContext,
  { failed = false }: { readonly failed?: boolean },
  study: string,
): Promise<Output> {
  return changed(await client.studies.resume.mutate({ study, failed }), 'Watch it: tombola study follow');
}

/** `study cancel`: nothing more is trained; what is done stays. */
export async function cancelStudy(client: Client, _: ServerContext, _options: object, study: string): Promise<Output> {
  return changed(
    await client.studies.cancel.mutate({ study }),
    'What is done stays. Go on after all: tombola study resume',
  );
}

/** `study delete`: the server forgets it. */
export async function deleteStudy(client: Client, _: ServerContext, _options: object, study: string): Promise<Output> {
  const value = await client.studies.delete.mutate({ study });
  return { value, text: () => `${study} is deleted.` };
}

function changed(value: StudyOut, next: string): Output {
  const { id, state, levelsDone, levels } = value;
  return { value, text: () => `${id} is ${state}, ${levelsDone} of ${levels} levels done.\n${next} ${id}` };
}
