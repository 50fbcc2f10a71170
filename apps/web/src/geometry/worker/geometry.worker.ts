import { tasks, type Asked, type Told } from './tasks';

/** Geometry takes longer than a frame: a thread of its own does it, one question after the other. */
self.onmessage = ({ data: { name, question } }: MessageEvent<Asked>) => {
  self.postMessage(answerTo(tasks[name] as (question: unknown) => unknown, question));
};

function answerTo(task: (question: unknown) => unknown, question: unknown): Told {
  try {
    return { answer: task(question) };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}
