import { Command } from 'commander';
import type { Check } from '../doctor/check';
import { columns } from './columns';
import type { Context } from './context';
import type { Output } from './output';
import type { Shell } from './shell';

/** `tombola doctor`: whether this machine is fit, and what to mend. */
export function doctorCommand(shell: Shell): Command {
  return new Command('doctor')
    .description('check this machine: Node, engines, data, results folder')
    .action(shell.action(doctor));
}

async function doctor({ data, resultsFolder, script }: Context): Promise<Output> {
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
