import { drawnArms } from '@tombola/figures';
import { InputError, type Study } from '@tombola/shared';

/**
 * Checks that a study speaks of arms that it has, and that what names files and claims does so once: what is wrong would be
 * missed only when everything is trained.
 *
 * @throws {InputError} naming the first that is wrong, and where it stands.
 */
export function checkReferences(study: Study): void {
  const { id, arms, claims, figure, figures = [], fronts = [], headlines = [], matrices = [], pictures = [] } = study;
  const known = arms.map((arm) => arm.id);
  const once = (what: string, name: 'id' | 'metric' | 'text', names: readonly string[]) => {
    const twin = names.find((each, i) => names.indexOf(each) !== i);
    if (twin === undefined) return;
    throw new InputError({
      what: `two ${what} of the study ${id} have one ${name}`,
      value: twin,
      expected: 'each its own',
    });
  };
  once('arms', 'id', known);
  once(
    'claims',
    'id',
    claims.map((claim) => claim.id),
  );
  const tables = study.tables.map(({ metric }) => metric);
  once('tables', 'metric', tables);
  once(
    'headlines',
    'text',
    headlines.map(({ published }) => published),
  );
  const odd = tables.find((metric) => !/^[A-Za-z][\w.-]*$/.test(metric));
  if (odd !== undefined) {
    throw new InputError({
      what: `a table of the study ${id} has a metric that cannot name its file`,
      value: odd,
      expected: 'letters, digits, dots, hyphens and underscores, the first a letter',
    });
  }
  const check = (where: string, named: readonly (string | null)[]) => {
    const wrong = named.find((arm) => arm !== null && !known.includes(arm));
    if (wrong === undefined) return;
    throw new InputError({
      what: `${where} of the study ${id} names an arm that there is not`,
      value: wrong,
      expected: known.join(', '),
    });
  };
  const inFigure = (drawn: Study['figure'] | (typeof figures)[number]) => [
    ...drawnArms(drawn).map(({ arm }) => arm),
    ...('arms' in drawn ? drawn.arms.flatMap((line) => line.also ?? []) : []),
  ];
  check('the figure', inFigure(figure));
  for (const each of figures) check(`figure ${each.id}`, inFigure(each));
  for (const [i, front] of fronts.entries()) check(`front ${i + 1}`, front.arms ?? []);
  for (const [i, each] of headlines.entries()) check(`headline ${i + 1}`, [each.arm, each.against?.arm ?? null]);
  for (const matrix of matrices) {
    check(`matrix ${matrix.id}`, matrix.kind === 'arms' ? matrix.rows.flatMap((row) => row.arms) : [matrix.arm]);
  }
  for (const each of pictures)
    check(
      `picture ${each.id}`,
      each.rows.map(({ arm }) => arm),
    );
  for (const claim of claims) {
    check(`claim ${claim.id}`, 'arm' in claim.against ? [claim.arm, claim.against.arm] : [claim.arm]);
  }
  for (const [name, scale] of Object.entries(study.scales)) check(`scale ${name}`, scale.arms ?? []);
}
