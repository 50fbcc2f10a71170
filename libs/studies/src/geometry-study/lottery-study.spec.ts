import { planStudy, studyById } from '../index';
import { Results } from '../trial/results';
import { studyGrid } from './lottery-study';

const moons = {
  network: { name: 'mlp', hidden: [40] },
  dataset: { name: 'two-moons', examples: 400, validation: 50 },
};

test('the rows of a grid are the arms that begin with the dense network; what is trained once more is none', async () => {
  const lth = studyById('lth');
  const again = { id: 'again', label: 'another order', recipe: { control: { name: 'reorder' } } } as const;
  const study = { ...lth, arms: [...lth.arms, again] };
  const plan = planStudy(study, { scale: 'smoke', changes: moons });
  const { rows, columns } = await studyGrid(plan, new Results('nowhere'));
  expect(rows.map(({ label }) => label)).toEqual(['dense', 'winning ticket']);
  expect(columns[0]).toBe('dense');
});
