import type { LevelOut } from '@tombola/shared';
import { formatDensity } from '../lib/format';
import type { GivenRecipe } from '../provenance/recipe-words';
import { Link } from '../ui/link';
import { partsOfLevel, repeats } from './lineage-words';

interface LineageProps {
  readonly trial: string;
  readonly recipe: GivenRecipe;
  /** From level 0 on. */
  readonly tree: readonly LevelOut[];
}

/**
 * Which level's trained weights decided each mask. A method goes from level to level; each level of a control has its
 * mask from the method's tickets, which belong to another trial. A training in another order repeats one of them.
 */
export function Lineage({ trial, recipe, tree }: LineageProps) {
  const ids = new Set(tree.map(({ id }) => id));
  const isChain = tree.every(({ parent }, i) => i === 0 || parent === tree[i - 1]?.id);
  if (tree.length < 2) return null;
  return (
    <div className="border-b border-rule px-4 py-3">
      <h3 className="sr-only">Lineage</h3>
      <ol aria-label="Lineage" className="flex flex-wrap items-stretch gap-y-2">
        {tree.map(({ id, level, density, parent, trial: owner }, i) => {
          const from = parent !== null && !ids.has(parent) ? partsOfLevel(parent) : undefined;
          return (
            <li key={id} className="flex items-center">
              {i > 0 && isChain && <Arrow label="its mask goes on to" />}
              <span className="mr-1 flex flex-col rounded-md border border-rule px-2.5 py-1 text-xs">
                {from !== undefined && parent !== null && (
                  <span className="flex min-h-6 items-center gap-1 text-soft">
                    {repeats(recipe) && 'repeats '}
                    <Link href={`/tickets/${parent}`} title={parent} className="inline-flex min-h-6 items-center">
                      level {from.level} of {from.trial}
                    </Link>
                    {!repeats(recipe) && ' →'}
                  </span>
                )}
                <Link
                  href={`/tickets/${id}`}
                  title={id}
                  className="inline-flex min-h-6 items-center text-sm font-medium"
                >
                  level {level}
                </Link>
                <span className="text-soft tabular-nums">
                  {density === null ? '–' : formatDensity(density)}
                  {owner !== trial && (
                    <>
                      {', of '}
                      <Link href={`/trials/${owner}`} className="inline-flex min-h-6 items-center">
                        {owner}
                      </Link>
                    </>
                  )}
                </span>
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const Arrow = ({ label }: { readonly label: string }) => (
  <span className="mr-1 text-soft">
    <span aria-hidden="true">→</span>
    <span className="sr-only">{label}</span>
  </span>
);
