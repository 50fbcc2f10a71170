import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mark = '### ';

/** polymake (Gawrilow and Joswig): a check asks with an application and Perl code that prints. */
export const polymake = {
  name: 'polymake',

  /** Its name and version; undefined when it is not installed. */
  version() {
    if (spawnSync('polymake', ['--help']).error !== undefined) return undefined;
    return `polymake ${runScript('print $Polymake::Version;').trim()}`;
  },

  /** One start for all checks: it takes seconds. */
  answer(asks) {
    const script = asks.map(({ application, code }, i) => {
      return `use application "${application}";\nprint "${mark}${i}\\n";\n{\n${code}\n}\n`;
    });
    const parts = runScript(script.join('')).split(mark).slice(1);
    return parts.map((part) => part.slice(part.indexOf('\n') + 1));
  },
};

/** What a script prints. Its settings go to a folder of their own. */
export function runScript(script) {
  const home = mkdtempSync(join(tmpdir(), 'polymake-'));
  try {
    const file = join(home, 'script.pl');
    writeFileSync(file, script);
    const { stdout, stderr, status } = spawnSync('polymake', ['--script', file], {
      encoding: 'utf8',
      env: { ...process.env, HOME: home },
      maxBuffer: 2 ** 28,
    });
    if (status !== 0) throw new Error(`polymake ended with ${status}: ${stderr}`);
    return stdout;
  } finally {
    rmSync(home, { recursive: true });
  }
}
