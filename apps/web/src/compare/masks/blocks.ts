/** What one question may name is twice this. */
const BLOCK = 10;

/** The places `from` to `to` (without it) along one side of a matrix. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Questions that together have every pair of the rows and the columns: levels are cut into blocks, and a question has two
 * of them. The same levels give the same questions, whatever part is looked at: answers are kept.
 *
 * @returns the levels of each question, at least two and at most twenty.
 */
export function overlapQuestions(levels: readonly string[], rows: Span, columns: Span): string[][] {
  if (levels.length < 2) return [];
  const count = Math.ceil(levels.length / BLOCK);
  const block = (i: number) => levels.slice(i * BLOCK, (i + 1) * BLOCK);
  if (count === 1) return several([[...levels]]);
  const pairs = new Map<string, string[]>();
  for (const i of blocksIn(rows)) {
    for (const j of blocksIn(columns)) {
      // Pairs within a block come with any other block.
      const other = i !== j ? j : i === 0 ? 1 : i - 1;
      const [low, high] = [Math.min(i, other), Math.max(i, other)];
      pairs.set(`${low} ${high}`, [...block(low), ...block(high)]);
    }
  }
  return several([...pairs.values()]);
}

/** Arms may share a ticket: it is named once, and alone it is no question. */
function several(questions: readonly string[][]): string[][] {
  return questions.map((question) => [...new Set(question)]).filter((question) => question.length > 1);
}

function blocksIn({ from, to }: Span): number[] {
  const first = Math.floor(from / BLOCK);
  return to <= from ? [] : Array.from({ length: Math.floor((to - 1) / BLOCK) - first + 1 }, (_, i) => first + i);
}
