import { along, anything, few, unchanged } from '../steps/rows';
import type { Stage, ThresholdStage, WinnerStage } from './stage';

/** Makes the output of a stage of its input and of the states of its units. */
export function applyStates(stage: Stage): void {
  const { input, told, applied, states } = stage;
  const change = told ? input.change : anything;
  if (stage.kind === 'winner') applyWinners(stage);
  else if (change === anything) applyAll(stage);
  else applyChanges(stage, change);
  applied.set(states);
  // The same input may be met again with other states.
  input.change = unchanged;
}

function applyAll({ input: { values: from }, output, states, slope }: ThresholdStage): void {
  const to = output.values;
  for (let unit = 0, i = 0; unit < states.length; unit++, i += 3) {
    const factor = states[unit] === 1 ? 1 : slope;
    to[i] = factor * from[i]!;
    to[i + 1] = factor * from[i + 1]!;
    to[i + 2] = factor * from[i + 2]!;
  }
  output.change = anything;
}

function applyChanges(stage: ThresholdStage, change: number): void {
  const { input, output, states, applied } = stage;
  output.clear(change);
  if (change === along) moveAlong(stage);
  for (let unit = 0; unit < states.length; unit++) {
    if (states[unit] !== applied[unit]) renew(stage, unit);
  }
  if (change !== unchanged) {
    for (let k = 0; k < input.count; k++) {
      const unit = input.units[k]!;
      if (states[unit] === applied[unit]) renew(stage, unit);
    }
  }
  if (change !== along) output.change = output.count > 0 ? few : unchanged;
}

/** All units but those whose state changes, which get the amount 0. */
function moveAlong({ input, output, states, applied, slope, amounts }: ThresholdStage): void {
  const { values: from } = input;
  const { values: to } = output;
  for (let unit = 0, i = 0; unit < states.length; unit++, i += 3) {
    if (states[unit] !== applied[unit]) continue;
    const factor = states[unit] === 1 ? 1 : slope;
    if (factor === 0) continue;
    to[i] = factor * from[i]!;
    to[i + 1] = factor * from[i + 1]!;
    to[i + 2] = factor * from[i + 2]!;
  }
  for (let k = 0; k < input.directionCount; k++) {
    const { by, amounts: all, offset, source } = input.directions[k]!;
    const own = (amounts[k] ??= new Float64Array(states.length));
    for (let unit = 0; unit < states.length; unit++) {
      own[unit] =
        states[unit] !== applied[unit] ? 0 : states[unit] === 1 ? all[offset + unit]! : slope * all[offset + unit]!;
    }
    output.addDirection(by, 0, own, 0, source);
  }
}

/** Makes one row of the output, and lists by how much it changes. */
function renew({ input, output, states, slope }: ThresholdStage, unit: number): void {
  const factor = states[unit] === 1 ? 1 : slope;
  const { values } = output;
  const i = 3 * unit;
  const a = factor * input.values[i]!;
  const b = factor * input.values[i + 1]!;
  const c = factor * input.values[i + 2]!;
  output.list(unit, a - values[i]!, b - values[i + 1]!, c - values[i + 2]!);
  values[i] = a;
  values[i + 1] = b;
  values[i + 2] = c;
}

function applyWinners({ input: { values: from }, output, states, size, windows }: WinnerStage): void {
  const to = output.values;
  for (let unit = 0, i = 0; unit < states.length; unit++, i += 3) {
    const row = 3 * windows[unit * size + states[unit]!]!;
    to[i] = from[row]!;
    to[i + 1] = from[row + 1]!;
    to[i + 2] = from[row + 2]!;
  }
  output.change = anything;
}
