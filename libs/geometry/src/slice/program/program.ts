import { folds, fold, float64, scalingOf } from '../batch-norm';
import type { ConvNode, DenseNode } from '../network';
import { sizeOf, type ResolvedNode, type Shape } from '../resolve';
import { windowPlaces } from '../sliding-window';
import { addStep } from '../steps/add';
import { averagePoolStep } from '../steps/average-pool';
import { concatStep } from '../steps/concat';
import { convStep } from '../steps/conv';
import { denseStep } from '../steps/dense';
import { gatherStep } from '../steps/gather';
import { scaleStep } from '../steps/scale';
import { Rows, type Step } from '../steps/rows';
import { channelsLastOrder, inverseOrder } from './order';
import type { Stage } from './stage';

/** A network as stages that bend, with affine steps between them. */
export interface Program {
  /** Where the rows of the network's input are put. */
  readonly input: Rows;
  readonly stages: readonly Stage[];
  /** From the last stage to the outputs. */
  readonly steps: readonly Step[];
  readonly outputs: Rows;
}

/** What is done with every array of weights: nothing, or the absolute values are taken. */
export type Weigh = (values: Float64Array) => Float64Array;

/** Makes the arrays and the steps of a network that was checked. */
export function buildProgram(
  nodes: readonly ResolvedNode[],
  inputShape: Shape,
  weigh: Weigh = (values) => values,
): Program {
  const builder = new Builder(nodes, inputShape, weigh);
  nodes.forEach((_, place) => builder.add(place));
  return builder.program();
}

class Builder {
  private readonly rows: Rows[] = [];
  /** How many stages were there when the rows were made. */
  private readonly madeAfter = new Map<Rows, number>();
  private readonly input: Rows;
  private readonly stages: Stage[] = [];
  private steps: Step[] = [];

  constructor(
    private readonly nodes: readonly ResolvedNode[],
    private readonly inputShape: Shape,
    private readonly weigh: Weigh,
  ) {
    this.input = new Rows(sizeOf(inputShape));
    this.madeAfter.set(this.input, 0);
  }

  program(): Program {
    const { input, stages, steps } = this;
    return { input, stages, steps, outputs: this.rows.at(-1)! };
  }

  add(place: number): void {
    const { node, from } = this.nodes[place]!;
    const inputs = from.map((i) => this.rowsOf(i));
    const input = inputs[0]!;
    switch (node.op) {
      case 'dense':
      case 'conv':
        return this.affine(place, this.folded(place, node), input);
      case 'batch-norm': {
        if (folds(this.nodes, place)) return this.keep(input);
        const { factor, shift } = scalingOf(node);
        return this.step(place, (rows) => scaleStep(this.weigh(factor), this.weigh(shift), input, rows));
      }
      case 'relu':
      case 'leaky-relu':
        return this.threshold(place, node.op === 'relu' ? 0 : node.slope, input);
      case 'max-pool':
        return this.winners(place, input);
      case 'average-pool':
      case 'global-average-pool': {
        const { window, name } = this.nodes[place]!;
        const places = windowPlaces(window!, name);
        const size = window!.size[0] * window!.size[1];
        return this.step(place, (rows) => averagePoolStep(places, size, this.shapeOf(from[0]!)[0], input, rows));
      }
      case 'flatten': {
        const order = inverseOrder(channelsLastOrder(this.shapeOf(from[0]!)));
        if (order.every((to, i) => to === i)) return this.keep(input);
        return this.step(place, (rows) => gatherStep(order, input, rows));
      }
      case 'add':
        return this.step(place, (rows) => addStep(inputs, rows));
      case 'concat': {
        const channels = from.map((i) => this.shapeOf(i)[0]);
        return this.step(place, (rows) => concatStep(inputs, channels, rows));
      }
    }
  }

  private rowsOf(place: number): Rows {
    return place < 0 ? this.input : this.rows[place]!;
  }

  private shapeOf(place: number): Shape {
    return place < 0 ? this.inputShape : this.nodes[place]!.shape;
  }

  private newRows(units: number): Rows {
    const rows = new Rows(units);
    this.rows.push(rows);
    return rows;
  }

  /** Whether rows are made anew every time that a step of the present stage looks at them. */
  private told(rows: Rows): boolean {
    return this.madeAfter.get(rows) === this.stages.length;
  }

  private keep(rows: Rows): void {
    this.rows.push(rows);
  }

  private step(place: number, make: (rows: Rows) => Step): void {
    const rows = this.newRows(sizeOf(this.nodes[place]!.shape));
    this.steps.push(make(rows));
    this.madeAfter.set(rows, this.stages.length);
  }

  /** The weights of a node, with the batch norm after it when that folds. */
  private folded(place: number, node: DenseNode | ConvNode): DenseNode | ConvNode {
    const reader = this.nodes.findIndex(({ from }, i) => from.includes(place) && folds(this.nodes, i));
    const norm = this.nodes[reader]?.node;
    return norm?.op === 'batch-norm' ? fold(node, scalingOf(norm)) : node;
  }

  private affine(place: number, node: DenseNode | ConvNode, input: Rows): void {
    const from = this.nodes[place]!.from[0]!;
    const outputs = node.op === 'dense' ? node.units : node.channels;
    const weights = this.weigh(float64(node.weights));
    const bias = node.bias === undefined ? new Float64Array(outputs) : this.weigh(float64(node.bias));
    if (node.op === 'dense') {
      const order = channelsLastOrder(this.shapeOf(from));
      const inner = order.every((to, i) => to === i) ? weights : columnsInOrder(weights, order);
      return this.step(place, (rows) => denseStep(inner, bias, input, this.told(input), rows));
    }
    const { channels, groups = 1 } = node;
    const window = this.nodes[place]!.window!;
    const options = { window, channelsIn: this.shapeOf(from)[0], channels, groups, weights, bias };
    this.step(place, (rows) => convStep(options, input, this.told(input), rows));
  }

  private threshold(place: number, slope: number, input: Rows): void {
    this.stages.push({ ...this.stage(place, input, 2), kind: 'threshold', slope, amounts: [] });
  }

  private winners(place: number, input: Rows): void {
    const { window, name, shape } = this.nodes[place]!;
    const [channels] = shape;
    const size = window!.size[0] * window!.size[1];
    const places = windowPlaces(window!, name);
    const windows = new Int32Array(sizeOf(shape) * size);
    windows.forEach((_, i) => {
      const unit = Math.floor(i / size);
      const at = places[Math.floor(unit / channels) * size + (i % size)]!;
      windows[i] = at < 0 ? -1 : at * channels + (unit % channels);
    });
    this.stages.push({ ...this.stage(place, input, size), kind: 'winner', size, windows });
  }

  /** @param choices how many states a unit has */
  private stage(place: number, input: Rows, choices: number) {
    const { shape } = this.nodes[place]!;
    const units = sizeOf(shape);
    const told = this.told(input);
    const output = this.newRows(units);
    this.madeAfter.set(output, this.stages.length + 1);
    const steps = this.steps;
    this.steps = [];
    const States = choices > 256 ? Uint32Array : Uint8Array;
    const [states, applied] = [new States(units), new States(units)];
    return { node: place, steps, input, told, output, units, states, applied, order: channelsLastOrder(shape) };
  }
}

function columnsInOrder(weights: Float64Array, order: Int32Array): Float64Array {
  const inputs = order.length;
  return weights.map((_, i) => weights[i - (i % inputs) + order[i % inputs]!]!);
}
