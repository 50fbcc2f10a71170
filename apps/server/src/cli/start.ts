import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import packageJson from '../../package.json';
import type { Client } from '../client/client';
import type { Flags, ServerConfig } from '../config/config';
import { positiveInteger } from './arguments';
import type { Context } from './context';
import { render, write, type Output } from './output';
import { configFrom, migrationsOf, portalOf, withSettings } from './settings';
import type { Group, ServerContext } from './shell';

/** `tombola start`: the first thing to run. */
export const startCommand: Group = (shell) =>
  withSettings(
    new Command('start')
      .description(
        'database, server with its portal, and a worker in one; the first time also the first study. Ctrl-C stops it',
      )
      .option('--slots <n>', 'trainings at a time (default: one a core)', positiveInteger)
      .option('--until-done', 'end when nothing is left to train'),
    ['home', 'databaseUrl', 'artifacts', 'host', 'port', 'publicUrl', 'portal', 'logLevel'],
  ).action(shell.action(start));

interface StartFlags extends Flags {
  readonly slots?: number;
  readonly untilDone?: boolean;
}

async function start(context: Context, { slots, untilDone, ...flags }: StartFlags): Promise<Output> {
  const { startServer } = await import('../serve/server');
  const { LocalWorker } = await import('../serve/local-worker');
  const { prepareData } = await import('./prepare-data');
  const config = await configFrom(flags);
  await prepareData(context, [{ name: 'glyphs' }]);
  const logger = await fileLogger(config);
  say(context, 'Starting database and server ...');
  const server = await startServer({
    config,
    logger,
    migrations: migrationsOf(context),
    portal: portalOf(context),
    version: packageJson.version,
  });
  const portal = server.portalUrl === undefined ? '' : `Portal: ${server.portalUrl}`;
  const worker = new LocalWorker({
    script: context.script('main'),
    home: config.home,
    slots: slots ?? availableParallelism(),
    logger,
    stopMs: config.stopSeconds * 1000 + 5000,
    ...(context.data === undefined ? {} : { data: context.data }),
  });
  let output: Output = { value: { url: server.url, stopped: true }, text: () => '' };
  try {
    if (portal !== '') say(context, portal);
    say(context, `Tombola answers at ${server.url}; home ${config.home} (server.log, worker.log).`);
    const { createClient } = await import('../client/client');
    const local: ServerContext = { ...withSignal(context), server: { url: server.url, named: false } };
    output = await work(createClient({ url: server.url }), local).catch(async (error: unknown) => {
      if (untilDone === true || context.signal.aborted) throw error;
      return problem(error);
    });
    if (untilDone !== true) {
      await show(context, output);
      say(
        context,
        `Serving at ${server.url} until Ctrl-C. ${portal}${portal === '' ? '' : '. '}In another terminal: npx tombola --server ${server.url} study list`,
      );
      if (!context.signal.aborted) await once(context.signal, 'abort');
      output = { value: { url: server.url, stopped: true }, text: () => '' };
    }
  } catch (error) {
    // Stopping is what Ctrl-C is for here: nothing is lost, and the next start goes on.
    if (!context.signal.aborted) throw error;
  } finally {
    say(
      context,
      context.signal.aborted ? 'Stopping: trainings write checkpoints, the next start goes on.' : 'Stopping.',
    );
    await worker.stop();
    await server.stop();
  }
  return output;
}

/** Launches the first study where there is none, and follows what is not ended until it is. */
async function work(client: Client, context: ServerContext): Promise<Output> {
  const { followStudy } = await import('../remote/run-study');
  const { items } = await client.studies.list.query({ limit: 200, sort: 'createdAt' });
  const unfinished = items.filter(({ state }) => state === 'queued' || state === 'running');
  for (const { id, levels, levelsDone } of unfinished)
    say(context, `${id} goes on: ${levelsDone} of ${levels} levels are done.`);
  if (items.length === 0) {
    const study = await client.studies.create.mutate({ source: { from: 'preset', preset: 'lth', scale: 'quick' } });
    say(context, `Queued the first study, ${study.id}: winning tickets on glyphs, ${study.levels} trainings.`);
    const { ship } = await import('../remote/ship');
    const report = await followStudy(client, context, {}, study.id);
    return ship(client, context, study.id, report);
  }
  const reports: Output[] = [];
  for (const { id } of unfinished) reports.push(await followStudy(client, context, {}, id));
  return {
    value: { studies: items.length, finished: reports.map(({ value }) => value) },
    text: () =>
      reports.length === 0
        ? `${items.length} ${items.length === 1 ? 'study' : 'studies'}, nothing left to train.`
        : reports.map(({ text }) => text!()).join('\n\n'),
  };
}

/** What went wrong with a study is told, and the server goes on: others use it. */
async function problem(error: unknown): Promise<Output> {
  const { problemJson, problemText } = await import('./problem');
  return { value: problemJson(error, false), text: () => problemText(error, false) };
}

/** The server's and the worker's logs have files of their own: the terminal is for people. */
async function fileLogger(config: ServerConfig) {
  const { createLogger } = await import('../http/logger');
  const { pino } = await import('pino');
  await mkdir(config.home, { recursive: true });
  const destination = pino.destination({ dest: join(config.home, 'server.log'), sync: true, append: true });
  return createLogger({ level: config.logLevel, destination });
}

/** What people see while it runs; programs that read JSON do not. */
function say(context: Context, line: string): void {
  if (!context.quiet && !context.json) process.stderr.write(`${line}\n`);
}

/** The one command that shows something on stdout and goes on. */
async function show(context: Context, output: Output): Promise<void> {
  await write(process.stdout, render(output, context.json));
}

/** The context with its signal asked for at once: from now on Ctrl-C is for this command to obey. */
function withSignal(context: Context): Context {
  const { signal } = context;
  return { ...context, signal };
}
