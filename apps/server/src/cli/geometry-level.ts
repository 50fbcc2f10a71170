import type { Box, PiecewiseLinearNetwork, Plane } from '@tombola/geometry';
import type { Context } from './context';

/** A trained network, and where in its inputs to look at it. */
export interface LevelView {
  readonly network: PiecewiseLinearNetwork;
  /** What its classes are called. */
  readonly classes: readonly string[];
  /** Through the examples; none for networks of two inputs. */
  readonly plane?: Plane;
  /** Around the examples. */
  readonly box?: Box;
  /** Where the examples are in the plane. */
  readonly examples: readonly { readonly at: readonly [number, number]; readonly text: string }[];
}

/**
 * The trained network of a finished level, on the plane through three test examples if it has more than two inputs.
 *
 * @param examples numbers of test examples
 */
export async function levelView(context: Context, name: string, examples?: readonly number[]): Promise<LevelView> {
  const { exampleInputs, findLevel, levelNetwork, Results, Workbench } = await import('@tombola/studies');
  const { job, result } = await findLevel(context.resultsFolder, name);
  const readingThread = context.script('reading-thread');
  const workbench = new Workbench({ readingThread, ...(context.data === undefined ? {} : { data: context.data }) });
  try {
    const bench = await workbench.for(job.recipe);
    const network = await levelNetwork(job, result, new Results(context.resultsFolder), bench);
    const { classes } = bench.dataset;
    if (examples === undefined) return { network, classes, examples: [] };
    const inputs = await exampleInputs(bench, examples, readingThread);
    const { boxAround, planeThroughSamples, projectOn } = await import('@tombola/geometry');
    const plane = planeThroughSamples(inputs as [number[], number[], number[]]);
    const points = inputs.map((input) => projectOn(plane, input));
    const shown = points.map((at, i) => ({ at, text: String(examples[i]) }));
    return { network, classes, plane, box: boxAround(points), examples: shown };
  } finally {
    await workbench.dispose();
  }
}
