import { problemOf } from '../api/problem';
import { capitalise } from '../lib/words';

/** What a server refused, by field: `recipe.steps`, `seeds`, `tags`, `declaration`, …; `form` when it names none. */
export type Refusals = ReadonlyMap<string, string>;

/** Where a refusal belongs among the fields of the form. */
export function refusalsOf(error: unknown): Refusals {
  const { what, expected, mend } = problemOf(error);
  const said = sentence(expected ?? what);
  const [, thing, path] = /^the (recipe|study) is wrong(?: at (\S+))?$/.exec(what) ?? [];
  if (thing === 'recipe') return new Map([[path === undefined ? 'form' : `recipe.${path}`, said]]);
  if (thing === 'study') return new Map([['declaration', path === undefined ? said : `${path}: ${said}`]]);
  const listed = [...`${expected ?? ''}\n${mend ?? ''}`.matchAll(/✖ (.+)\n\s*→ at (\S+)/g)];
  const byField = listed.map(([, message, at]): [string, string] => [fieldOf(at!), sentence(message!)]);
  if (byField.length > 0) return new Map(byField.reverse());
  if (/no such scale$/.test(what)) return new Map([['scale', said]]);
  if (/^there is no such (preset|study)/.test(what) || /^no such study/.test(what))
    return new Map([['source', sentence(what)]]);
  return new Map([['form', sentence(what)]]);
}

/**
 * The field of the recipe that a refused combination is about: the first that what was expected calls by its name, as
 * `mode iterative and restart rewind` does; the method otherwise. Undefined where the problem is of another kind.
 *
 * @param fields keys of the form's fields, such as `method.restart`
 */
export function fieldOfCombination(error: unknown, fields: Iterable<string>): string | undefined {
  const { code, expected = '', mend = '' } = problemOf(error);
  if (code !== 'BAD_REQUEST') return undefined;
  const words = `${expected} ${mend}`.split(/[^A-Za-z]+/).filter((word) => word !== '');
  const named = [...fields].map((key) => ({ key, at: words.indexOf(key.split('.').at(-1)!) }));
  const [first] = named.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at);
  return first?.key ?? 'method';
}

/** `source.seeds[0]` is of the field `seeds`; `tags[1]` of `tags`. */
function fieldOf(path: string): string {
  const [first = '', second = ''] = path.replace(/\[(\d+)\]/g, '.$1').split('.');
  const field = first === 'source' ? second : first;
  return field === 'changes' || field === '' ? 'form' : field;
}

function sentence(text: string): string {
  const line = text.split('\n')[0]!.replace(/^✖ /, '').replace(/\.$/, '');
  return `${capitalise(line)}.`;
}
