/**
 * Compares libs/geometry with polymake and gfan: `node libs/geometry/tools/cross-check.mjs`. With `--speed`, polymake's time for zonotopes
 * beside ours. Both programs come with `apt-get install --no-install-recommends polymake gfan`; what is not installed is left out.
 */
import { rounded } from './cross-check/canonical.mjs';
import { checks } from './cross-check/checks.mjs';
import { gfan } from './cross-check/gfan.mjs';
import { library } from './cross-check/library.mjs';
import { polymake } from './cross-check/polymake.mjs';
import { compareSpeed } from './cross-check/speed.mjs';
import { table } from './cross-check/table.mjs';

const geometry = await library();

if (process.argv.includes('--speed')) {
  if (polymake.version() === undefined) console.log('polymake is not installed: nothing to compare with');
  else console.log(table(['generators', 'vertices', 'polymake, s', 'ours, s'], compareSpeed(geometry)));
} else {
  const rows = [];
  for (const program of [polymake, gfan]) {
    const version = program.version();
    if (version === undefined) {
      console.log(`${program.name} is not installed: its checks are left out`);
      continue;
    }
    const own = checks(geometry).filter((check) => check.program === program.name);
    const answers = program.answer(own.map(({ ask }) => ask));
    own.forEach((check, i) => rows.push(judge(check, version, answers[i])));
  }
  for (const { topic, what, theirs, ours } of rows.filter(({ equal }) => !equal)) {
    console.log(`${topic}: ${what}\n  theirs ${theirs}\n  ours   ${ours.join('\n         ')}`);
    process.exitCode = 1;
  }
  if (rows.length > 0) console.log(table(['what', 'program', 'cases', 'equal'], byTopic(rows)));
}

/** Whether a program and we say the same: exactly in fractions, to 12 digits in floats. */
function judge({ topic, what, read, ours, modes }, version, answer) {
  const theirs = read(answer);
  const results = modes.map((numbers) => ours(numbers));
  const isEqual = (result, i) => (modes[i].rounds ? rounded(result) === rounded(theirs) : result === theirs);
  return { topic, what, version, theirs, ours: results, equal: results.every(isEqual) };
}

function byTopic(rows) {
  const groups = new Map();
  for (const row of rows) {
    const key = `${row.topic}|${row.version}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].map(([key, group]) => [
    ...key.split('|'),
    group.length,
    group.filter(({ equal }) => equal).length,
  ]);
}
