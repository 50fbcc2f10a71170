import type { Provider } from '@tombola/engine';
import { Command, Option } from 'commander';
import type { Check } from '../doctor/check';
import { columns } from './columns';
import type { Context } from './context';
import type { Output } from './output';
import type { Shell } from './shell';

/** `tombola doctor`: whether this machine is fit, and what to mend. */
export function doctorCommand(shell: Shell): Command {
  return new Command('doctor')
    .description('check this machine: Node, engines, data, results folder')
    .addOption(new Option('--probe <provider>', 'only try one provider of onnxruntime').hideHelp())
    .action(shell.action(doctor));
}

async function doctor(context: Context, { probe }: { probe?: Provider }): Promise<Output> {
  const { data, resultsFolder, script } = context;
  if (probe !== undefined) return tryProvider(probe);
  const [{ machineChecks }, { engineChecks }, { folderChecks }] = await Promise.all([
    import('../doctor/machine'),
    import('../doctor/engines'),
    import('../doctor/folders'),
  ]);
  const groups = await Promise.all([
    machineChecks(),
    engineChecks(script('main')),
    folderChecks({ ...(data === undefined ? {} : { data }), results: resultsFolder }),
  ]);
  const checks = groups.flat();
  const failed = checks.some(({ level }) => level === 'fail');
  return { value: { ok: !failed, checks }, text: () => text(checks), failed };
}

function text(checks: readonly Check[]): string {
  const rows = checks.map(({ name, level, found, mend }) => [
    level,
    name,
    mend === undefined ? found : `${found}. ${mend}`,
  ]);
  return columns(['', 'check', 'found'], rows);
}

/** What the doctor does in a process of its own. */
async function tryProvider(provider: Provider): Promise<Output> {
  const { probe } = await import('../doctor/engines');
  const reason = await probe(provider);
  return { value: { provider, works: reason === undefined, reason } };
}
