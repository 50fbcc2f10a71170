import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { studyById } from './literature/literature';
import { planStudy, readStudy, type ScaleName } from './study';
import { levelsOf } from './trial/job';

const root = join(__dirname, '../../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('the study that the README shows can be run at all its scales', () => {
  const [, text] = /```json\n([\s\S]*?)```/.exec(readme)!;
  const study = readStudy(JSON.parse(text!));
  for (const scale of Object.keys(study.scales) as ScaleName[]) {
    const { arms } = planStudy(study, { scale });
    expect(arms.map(({ id }) => id)).toEqual(['imp', 'snip']);
  }
});

test('the published protocol of winning tickets has the levels and the controls of the paper', () => {
  const { arms, seeds } = planStudy(studyById('lth'), { scale: 'paper' });
  const [dense, ticket, reinit] = arms.map(({ recipes }) => recipes);
  expect(seeds).toEqual([0, 1, 2, 3, 4]);
  expect([dense, ticket, reinit].map((recipes) => recipes!.length)).toEqual([1, 1, 3]);
  expect(levelsOf(ticket![0]!)).toEqual(Array.from({ length: 19 }, (_, level) => level));
  expect(levelsOf(reinit![0]!)).toEqual([3, 7, 12, 15, 18]);
  expect(ticket![0]).toMatchObject({ steps: 50_000, evaluateEvery: 100, batch: 60 });
});
