import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createClient,
  TombolaError,
  type ArmAggregateOut,
  type Client,
  type ExportOut,
  type RouterInputs,
  type RouterOutputs,
  type StudyDetail,
  type TicketOut,
} from '@tombola/server';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/**
 * A service of its own: launches a study, follows it, reads what it found, has its best ticket exported and verified,
 * fetches the file and runs it. It knows Tombola by its client only.
 */
const [folder = '.', changes = '{}'] = process.argv.slice(2);
const { TOMBOLA_SERVER: url = 'http://127.0.0.1:4466', TOMBOLA_TOKEN: token } = process.env;
const tombola = createClient({ url, token });

const study = await launch();
const followed = await follow(study.id, study.after);
const finished = await tombola.studies.get.query({ study: study.id });
const aggregates = await tombola.studies.aggregates.query({ study: study.id, metrics: ['testAccuracyAtEnd'] });
const ticket = await bestTicket(tombola, finished, 'ticket');
const exported = await exportOf(ticket);
const file = await fetchFile(exported);
const answers = await run(file.path, exported);

console.log(
  JSON.stringify({
    study: { id: finished.id, state: finished.state, levels: finished.levels, levelsDone: finished.levelsDone },
    followed,
    arms: aggregates.items.map(summaryOf),
    ticket: { level: ticket.level, density: ticket.density },
    verified: exported.verified,
    file,
    answers,
    refused: await refusal(),
  }),
);

/** Launches the smallest study that there is, on one seed. */
async function launch(): Promise<{ id: string; after: number }> {
  const { lastEvent } = await tombola.system.info.query();
  const order: RouterInputs['studies']['create'] = {
    source: {
      from: 'preset',
      preset: 'lth',
      scale: 'smoke',
      seeds: [0],
      changes: JSON.parse(changes) as Record<string, unknown>,
    },
    name: 'From outside',
    tags: ['service'],
  };
  const estimate: RouterOutputs['studies']['estimate'] = await tombola.studies.estimate.mutate(order);
  console.error(`${estimate.levels} levels, ${estimate.steps} steps to do`);
  const { id } = await tombola.studies.create.mutate(order);
  return { id, after: lastEvent };
}

/** Watches the study to its end. */
async function follow(id: string, after: number): Promise<{ events: number; points: number; ordered: boolean }> {
  let [events, points, last, ordered] = [0, 0, after, true];
  for await (const event of tombola.followStudy(id, { after })) {
    ordered &&= event.id > last;
    last = event.id;
    events += 1;
    if (event.type === 'metrics') points += 1;
    if (event.type === 'level.changed') console.error(`${event.level} is ${String(event.data['state'])}`);
  }
  return { events, points, ordered };
}

function summaryOf({ arm, levels }: ArmAggregateOut) {
  return { arm, levels: levels.map(({ level, density, summary: { n, mean } }) => ({ level, density, n, mean })) };
}

/** Validation data chooses; test data only reports. */
async function bestTicket(client: Client, { id, arms }: StudyDetail, arm: string): Promise<TicketOut> {
  const trials = new Set(arms.find((each) => each.id === arm)?.trials.map(({ trial }) => trial));
  const { items } = await client.tickets.list.query({ study: id, maxDensity: 0.9 });
  const accuracy = ({ metrics }: TicketOut) => metrics['validationAccuracyAtEnd'] ?? 0;
  const [best] = items.filter(({ trial }) => trials.has(trial)).sort((a, b) => accuracy(b) - accuracy(a));
  if (best === undefined) throw new Error('the study has no ticket');
  return best;
}

async function exportOf({ level }: TicketOut): Promise<ExportOut> {
  const { id } = await tombola.exports.create.mutate({ level });
  const done = await tombola.waitForExport(id, { signal: AbortSignal.timeout(120_000) });
  if (done.state !== 'done') throw new Error(done.error?.message ?? 'the export failed');
  return done;
}

async function fetchFile({ artifact }: ExportOut): Promise<{ path: string; bytes: number; sha256: string }> {
  if (artifact === null) throw new Error('the export has no file');
  const bytes = await tombola.downloadArtifact(artifact.id);
  // The client has checked it; so do we, with other means.
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== artifact.sha256) throw new Error(`${artifact.name} has the wrong SHA-256`);
  const path = join(folder, artifact.name);
  await writeFile(path, bytes);
  return { path, bytes: bytes.length, sha256 };
}

/** Runs the network on three random images. */
async function run(path: string, { verification }: ExportOut) {
  const session = await InferenceSession.create(path);
  const pixels = Float32Array.from({ length: 3 * 784 }, () => Math.random());
  const { logits } = await session.run({ input: new Tensor('float32', pixels, [3, 1, 28, 28]) });
  if (logits === undefined) throw new Error('the network has no logits');
  const values = Array.from(logits.data as Float32Array);
  return { dims: logits.dims, finite: values.every(Number.isFinite), examples: verification?.['examples'] };
}

/** Errors are typed. */
async function refusal() {
  try {
    await tombola.studies.get.query({ study: 'no-such-study' });
    return undefined;
  } catch (error) {
    if (!(error instanceof TombolaError)) throw error;
    return { code: error.code, status: error.status, what: error.problem.what };
  }
}
