import { examples } from '../../geometry/draw/examples';
import { writePoints } from '../../geometry/draw/points';
import type { Stack } from './stack';

/** A page of the portal as a reader would open it. */
export interface PortalPage {
  /** Names its pictures. */
  readonly name: string;
  readonly path: string;
  /** A text that is there when it has loaded. */
  readonly shows: RegExp;
}

const points = writePoints(examples['Two moons']!());

/** Numbers of a paper that small studies have something to stand beside. */
const headlines = [
  {
    published: 'tickets are as accurate as the dense network',
    ...{ metric: 'testAccuracyAtEarlyStop', unit: 'percent', arm: 'ticket', against: { arm: 'dense', level: 0 } },
    densities: [0, 0.9],
  },
  {
    published: 'the dense network is right on 98 % of the test images',
    ...{ metric: 'testAccuracyAtEarlyStop', unit: 'percent', arm: 'dense', densities: [1, 1] },
  },
];

/**
 * Something to look at on every page: a trained study, another to compare with, an export, a model, a note.
 *
 * @param scale `quick` trains for minutes and has something to show
 */
export async function furnish(stack: Stack, scale: 'smoke' | 'quick'): Promise<readonly PortalPage[]> {
  const study = await stack.trained({}, scale === 'quick' ? [0, 1, 2] : [0, 1], scale);
  const other = await stack.trained({ steps: 30 });
  const planar = await stack.trained({}, scale === 'quick' ? [0, 1, 2] : [0], scale, 'tropical');
  const { items: presets } = await stack.api<{ items: { id: string; declaration: object }[] }>('/presets');
  const { declaration } = presets.find(({ id }) => id === 'lth')!;
  const printed = await stack.finished({
    from: 'declaration',
    declaration: { ...declaration, headlines },
    scale: 'smoke',
  });
  await stack.api('/notes', {
    subject: 'study',
    subjectId: study,
    body: 'The *smallest* scale: it decides **nothing**.',
  });
  const { arms } = await stack.api<{ arms: { id: string; trials: { trial: string }[] }[] }>(`/studies/${study}`);
  const own = arms.find(({ id }) => id === 'ticket')!.trials.map((each) => each.trial);
  const { items: tickets } = await stack.api<{ items: { level: string; trial: string }[] }>(
    `/tickets?study=${study}&maxDensity=0.5&limit=50`,
  );
  // A ticket, not a control of one.
  const { level, trial } = tickets.find((ticket) => own.includes(ticket.trial))!;
  const exported = await stack.exported(level);
  await stack.api('/models/digits/versions', { export: exported, description: 'Digits, sparse.' });
  return [
    { name: 'home', path: '/', shows: /Recent studies/ },
    { name: 'studies', path: '/studies', shows: new RegExp(study) },
    { name: 'study', path: `/studies/${study}`, shows: /Tickets of 13 to 21 %/ },
    {
      name: 'study-beside-the-paper',
      path: `/studies/${printed}#beside-the-paper`,
      shows: /tickets are as accurate as/,
    },
    { name: 'study-curves', path: `/studies/${study}?tab=curves`, shows: /Training curves/ },
    { name: 'study-curves-trials', path: `/studies/${study}?tab=curves&draw=trials`, shows: /Training curves/ },
    { name: 'study-trials', path: `/studies/${study}?tab=trials`, shows: /winning ticket/ },
    { name: 'study-log', path: `/studies/${study}?tab=log`, shows: /level/i },
    { name: 'study-reproduce', path: `/studies/${study}?tab=reproduce`, shows: /npx tombola/ },
    { name: 'trial', path: `/trials/${trial}`, shows: new RegExp(trial) },
    { name: 'launch', path: '/launch?preset=lth', shows: /Seeds/ },
    {
      name: 'launch-transfer',
      path: '/launch?from=recipe&set=method.name:transfer&set=method.source.method.levels:15',
      shows: /Ticket transfer/,
    },
    { name: 'compare', path: `/compare?studies=${study},${other}`, shows: /Overlay/ },
    { name: 'compare-pareto', path: `/compare?studies=${study},${other}&view=pareto`, shows: /front/i },
    { name: 'compare-curves', path: `/compare?studies=${study},${other}&view=curves`, shows: /loss/i },
    { name: 'compare-masks', path: `/compare?studies=${study},${other}&view=masks`, shows: /Overlap of masks/ },
    { name: 'compare-parallel', path: `/compare?studies=${study},${other}&view=parallel`, shows: /Parallel/i },
    {
      name: 'compare-configuration',
      path: `/compare?studies=${study},${other}&view=configuration`,
      shows: /Configuration/,
    },
    { name: 'tickets', path: '/tickets', shows: /^[0-9a-f]{12}-s\d+-l\d+$/ },
    { name: 'ticket', path: `/tickets/${level}`, shows: /verified/i },
    { name: 'ticket-weights', path: `/tickets/${level}?tab=weights`, shows: /Histogram|weights/i },
    { name: 'ticket-lineage', path: `/tickets/${level}?tab=lineage`, shows: /Initial weights/ },
    { name: 'ticket-export', path: `/tickets/${level}?tab=export`, shows: /parity/ },
    { name: 'geometry', path: `/geometry?study=${planar}&level=1&space=true`, shows: /affine maps/ },
    { name: 'geometry-draw', path: `/geometry?tab=draw&points=${points}`, shows: /40 of class 0/ },
    { name: 'models', path: '/models', shows: /digits/ },
    { name: 'model', path: '/models/digits', shows: /Digits, sparse/ },
    { name: 'workers', path: '/workers', shows: /bench/ },
    { name: 'settings', path: '/settings', shows: /Retention|retention/ },
    { name: 'people', path: '/people', shows: /loopback|Token|token/ },
    { name: 'activity', path: '/activity', shows: /study|level/i },
    { name: 'not-found', path: '/nothing-here', shows: /There is no such page/ },
  ];
}
