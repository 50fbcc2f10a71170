import { spawnSync } from 'node:child_process';

/** gfan (Jensen): a check asks with a command and what it reads. */
export const gfan = {
  name: 'gfan',

  /** Its name and version; undefined when it is not installed. */
  version() {
    const { stdout, error } = spawnSync('gfan_version', { encoding: 'utf8' });
    return error === undefined ? `gfan ${/gfan([\d.]+)/.exec(stdout)?.[1]}` : undefined;
  },

  answer(asks) {
    return asks.map(({ command, input }) => spawnSync(command, { input, encoding: 'utf8' }).stdout);
  },
};

/** The rows below a heading of gfan's output, without their numbers. */
export function section(output, heading) {
  const lines = output.split('\n');
  const from = lines.indexOf(heading) + 1;
  const to = lines.indexOf('', from);
  return lines.slice(from, to).map((line) => line.replace(/\t?#.*/, ''));
}
