import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planStudy, readStudy, type ScaleName } from './study';

const readme = readFileSync(join(__dirname, '../../../README.md'), 'utf8');

test('the study that the README shows can be run at all its scales', () => {
  const [, text] = /```json\n([\s\S]*?)```/.exec(readme)!;
  const study = readStudy(JSON.parse(text!));
  for (const scale of Object.keys(study.scales) as ScaleName[]) {
    const { arms } = planStudy(study, { scale });
    expect(arms.map(({ id }) => id)).toEqual(['imp', 'snip']);
  }
});
