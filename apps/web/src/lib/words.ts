/** Words with a capital letter at their beginning; the rest stays as it is. */
export const capitalise = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
