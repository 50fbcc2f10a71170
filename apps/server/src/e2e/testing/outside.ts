import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { freePort, Programs } from '../../bench/programs/programs';

const root = join(__dirname, '../../../../..');
const server = join(root, 'apps/server');
const script = join(server, 'bin/tombola.mjs');
const compiler = join(root, 'node_modules/typescript/bin/tsc');

/** A server and a worker as processes, and folders that nothing of the workspace is found from. */
export class Outside {
  private constructor(
    readonly folder: string,
    readonly programs: Programs,
  ) {}

  /** Starts both. What they and services run is built before. */
  static async open(): Promise<Outside> {
    const folder = mkdtempSync(join(tmpdir(), 'tombola-outside-'));
    run(process.execPath, [script, '--version'], { cwd: folder });
    const fresh = `const { buildClient, isClientFresh } = await import(process.argv[1]); isClientFresh() || (await buildClient());`;
    run(process.execPath, ['--input-type=module', '-e', fresh, join(server, 'bundle/client.mjs')], { cwd: root });
    const home = join(folder, 'home');
    mkdirSync(home);
    const programs = new Programs({ script, home, port: await freePort(), environment: {} });
    const outside = new Outside(folder, programs);
    programs.startServer();
    try {
      await programs.ready();
    } catch (error) {
      // Nobody has it yet to close it.
      await outside.close();
      throw error;
    }
    programs.startWorker(0);
    return outside;
  }

  get url(): string {
    return this.programs.url;
  }

  async close(): Promise<void> {
    await this.programs.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** An empty folder. */
  make(name: string): string {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** The outside service, with what it depends on: `@tombola/server` as a package would hold it, not its sources. */
  service(): string {
    const folder = this.make('service');
    cpSync(join(server, 'testing/outside-service'), folder, { recursive: true });
    packClient(folder);
    linkPackages(folder, ['@types/node', 'onnxruntime-node']);
    return folder;
  }

  /** Runs a command of `tombola`. It may take long: this process goes on meanwhile. */
  async tombola(
    args: readonly string[],
    { env = {}, cwd = this.folder }: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
  ): Promise<Ended> {
    return ended(process.execPath, [script, ...args], { cwd, env: { TOMBOLA_SERVER: this.url, ...env } });
  }
}

/** Puts what `npm pack` would make of `@tombola/server` for services into a folder's packages. It must be built. */
export function packClient(folder: string): void {
  const target = join(folder, 'node_modules/@tombola/server');
  cpSync(join(server, 'dist/client'), join(target, 'dist/client'), { recursive: true });
  cpSync(join(server, 'package.json'), join(target, 'package.json'));
}

export function linkPackages(folder: string, names: readonly string[]): void {
  for (const name of names) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(join(link, '..'), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link, 'dir');
  }
}

/** Compiles a folder with its tsconfig.json. @returns what is wrong, one line a problem; empty when nothing is */
export function compile(folder: string): string {
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', '.'], { cwd: folder, encoding: 'utf8' });
  return stdout;
}

/** A project of one file. */
export function writeProject(folder: string, compilerOptions: object, source: string): void {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }));
  writeFileSync(join(folder, 'main.ts'), source);
}

/** The lines of a page that are in a language: `sh`, `ts`. */
export function linesOf(page: string, language: string): string {
  const source = readFileSync(join(root, page), 'utf8');
  const fences = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms');
  return [...source.matchAll(fences)].map(([, lines]) => lines).join('\n');
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export async function ended(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<Ended> {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}

function run(command: string, args: readonly string[], { cwd }: { readonly cwd: string }): void {
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}
