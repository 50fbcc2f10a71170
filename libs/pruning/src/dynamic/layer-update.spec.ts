import { tensor } from '@tombola/engine';
import { applyUpdates, layerUpdate } from './layer-update';

const floats = (...values: number[]) => tensor(Float32Array.from(values));

test('what does not stay is +0 in the weights and in every slot of theirs, and nothing else changes', () => {
  const [before, survivors, after] = [
    [1, 1, 1, 0],
    [1, 0, 0, 0],
    [1, 0, 1, 1],
  ].map((bits) => Float32Array.from(bits));
  const state = {
    parameters: { 'a/weights': floats(1, -2, -3, 0), 'a/bias': floats(5), 'b/weights': floats(7) },
    slots: {
      'a/weights/m': floats(1, -2, 3, 0),
      'a/weights/v': floats(4, 5, 6, 0),
      'a/bias/m': floats(8),
      'b/weights/m': floats(9),
    },
    memory: { 'a/weights/mean-gradient': floats(1, 2, 3, 4) },
  };
  const masks = { 'a/weights': tensor(before!), 'b/weights': floats(1) };
  const apply = (rule: 'paper' | 'reference') =>
    applyUpdates({ state, masks }, { 'a/weights': layerUpdate(before!, survivors!, after!, rule) });

  const paper = apply('paper');
  expect(paper.masks).toEqual({ 'a/weights': floats(1, 0, 1, 1), 'b/weights': floats(1) });
  expect(paper.state).toEqual({
    parameters: { ...state.parameters, 'a/weights': floats(1, 0, 0, 0) },
    slots: { ...state.slots, 'a/weights/m': floats(1, 0, 0, 0), 'a/weights/v': floats(4, 0, 0, 0) },
    memory: state.memory,
  });
  const reference = apply('reference');
  expect(reference.state.parameters['a/weights']).toEqual(floats(1, 0, -3, 0));
  expect(reference.state.slots['a/weights/v']).toEqual(floats(4, 0, 6, 0));
  // The values that were given are as they were.
  expect(state.parameters['a/weights']).toEqual(floats(1, -2, -3, 0));
});
