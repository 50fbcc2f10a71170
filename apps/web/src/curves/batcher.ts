/** Answers one question of many. */
export type Ask<Q, A> = (question: Q) => Promise<A>;

interface Waiting<Q, A> {
  readonly question: Q;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Puts questions that are asked in the same moment together, as many as fit: hundreds of small questions, each with an
 * answer of its own that is kept and renewed by itself, are a few requests.
 *
 * @param groupOf questions can be asked together when this is the same for them
 * @param most in one request
 * @param answer one answer for each of the questions, in their order
 */
export function batcher<Q, A>(
  groupOf: (question: Q) => string,
  most: number,
  answer: (questions: readonly Q[]) => Promise<readonly A[]>,
): Ask<Q, A> {
  let waiting: Waiting<Q, A>[] = [];
  const send = async (batch: readonly Waiting<Q, A>[]) => {
    try {
      const answers = await answer(batch.map(({ question }) => question));
      batch.forEach(({ resolve }, i) => resolve(answers[i]!));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  const flush = () => {
    const groups = new Map<string, Waiting<Q, A>[]>();
    for (const each of waiting) {
      const group = groupOf(each.question);
      const known = groups.get(group);
      if (known === undefined) groups.set(group, [each]);
      else known.push(each);
    }
    waiting = [];
    for (const group of groups.values()) {
      for (let i = 0; i < group.length; i += most) void send(group.slice(i, i + most));
    }
  };
  return (question) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ question, resolve, reject }) === 1) setTimeout(flush);
    });
}
