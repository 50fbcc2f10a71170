import { drawnArms } from '@tombola/figures';
import { InputError, type Study } from '@tombola/shared';

/**
 * Checks that a study speaks of arms that it has, each once: a misspelt one would be missed only when everything is trained.
 *
 * @throws {InputError} naming the first that is wrong, and where it stands.
 */
export function checkReferences(study: Study): void {
  const { id, arms, claims, figure, figures = [], matrices = [], pictures = [], scales } = study;
  const known = arms.map((arm) => arm.id);
  const twin = known.find((arm, i) => known.indexOf(arm) !== i);
  if (twin !== undefined) {
    throw new InputError({
      what: `two arms of the study ${id} have one id`,
      value: twin,
      expected: 'an id for each arm',
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
  const also = 'arms' in figure ? figure.arms.flatMap((line) => line.also ?? []) : [];
  check('the figure', [...drawnArms(figure).map(({ arm }) => arm), ...also]);
  for (const each of figures)
    check(
      `figure ${each.id}`,
      drawnArms(each).map(({ arm }) => arm),
    );
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
  for (const [name, scale] of Object.entries(scales)) check(`scale ${name}`, scale.arms ?? []);
}
