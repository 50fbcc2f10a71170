import { tagSchema, titleSchema } from '@tombola/shared';

/** What was typed, as a value; or what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly wrong: string };

export function readTitle(text: string): Read<string> {
  const { data, error } = titleSchema.safeParse(text);
  if (data !== undefined) return { value: data };
  return {
    wrong:
      error.issues[0]?.code === 'too_small' ? 'A name has at least one letter.' : 'One line of at most 200 characters.',
  };
}

const MOST_TAGS = 20;

/** Tags with commas between them; each once. */
export function readTags(text: string): Read<string[]> {
  const tags = [
    ...new Set(
      text
        .split(',')
        .map((tag) => tag.trim())
        .filter(Boolean),
    ),
  ];
  if (tags.length > MOST_TAGS) return { wrong: `At most ${MOST_TAGS} tags; these are ${tags.length}.` };
  const bad = tags.find((tag) => !tagSchema.safeParse(tag).success);
  if (bad === undefined) return { value: tags };
  return { wrong: `“${bad}” is no tag: at most 50 letters, digits, spaces and . _ : / -, a letter or digit first.` };
}

export function readPriority(text: string): Read<number> {
  const value = Number(text.trim().replace('−', '-'));
  const fits = text.trim() !== '' && Number.isInteger(value) && Math.abs(value) <= 100;
  return fits ? { value } : { wrong: 'A whole number from −100 to 100.' };
}
