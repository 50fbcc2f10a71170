import { compile, eager, float32, tensor, tf } from '@tombola/engine';
import type * as tfTypes from '@tensorflow/tfjs-core';
import type { RuleInputs } from '@tombola/nn';
import { softThreshold, structureRule } from './structure-rule';
import { structureScales } from './structure-scales';
import { residual } from './testing/networks';

const blocks = structureScales(residual.network, 'blocks');
const options = { penalty: 0.5, momentum: 0.9, rate: () => 0.1, key: 'test' };

test('the soft threshold takes off as much, down to 0', async () => {
  const program = await compile(({ x }) => ({ y: softThreshold(x, tf.scalar(0.5)) }), { x: float32(5) });
  const { y } = await program.run({ x: tensor([2, 0.5, 0.25, -0.25, -2]) });
  expect([...y.data].map((value) => value + 0)).toEqual([1.5, 0, 0, 0, -1.5]);
  await program.dispose();
});

/** The scale and its velocity after a step, by equations 10 to 12. */
function byEquations(scale: number, velocity: number, gradient: number): [number, number] {
  const step = scale - 0.1 * gradient;
  const z = Math.sign(step) * Math.max(0, Math.abs(step) - 0.1 * 0.5);
  const next = z - scale + 0.9 * velocity;
  return [Math.max(0, z + 0.9 * next), next];
}

test.each(['compiled', 'eager'] as const)(
  '%s: scales move by the accelerated proximal gradient, and end at 0',
  async (engine) => {
    const rule = structureRule(blocks, options);
    const name = 'sum_1/structure';
    const spec = float32(1);
    type Symbols = Record<'scale' | 'velocity' | 'gradient' | 'rate', tfTypes.Tensor>;
    const step = ({ scale, velocity, gradient, rate }: Symbols) => {
      const inputs: RuleInputs = {
        state: { [name]: scale, 'sum_2/structure': scale },
        memory: { [`${name}/velocity`]: velocity, 'sum_2/structure/velocity': velocity },
        numbers: { rate },
        masks: {},
        noise: {},
      };
      const memory = rule.remember!(inputs, { [name]: gradient, 'sum_2/structure': gradient });
      return { scale: rule.value!(name, scale, inputs, gradient), velocity: memory[`${name}/velocity`]! };
    };
    const make = engine === 'compiled' ? compile : eager;
    const program = await make(step, { scale: spec, velocity: spec, gradient: spec, rate: float32() });
    let [scale, velocity] = [1, 0];
    const seen: number[] = [];
    for (let i = 0; i < 30; i++) {
      const gradient = Math.sin(i);
      const results = await program.run({
        scale: tensor([scale]),
        velocity: tensor([velocity]),
        gradient: tensor([gradient]),
        rate: tensor([0.1], []),
      });
      const [wantedScale, wantedVelocity] = byEquations(scale, velocity, gradient);
      [scale, velocity] = [results.scale.data[0]!, results.velocity.data[0]!];
      expect(scale).toBeCloseTo(wantedScale, 5);
      expect(velocity).toBeCloseTo(wantedVelocity, 5);
      seen.push(scale);
    }
    expect(seen[0]).toBeGreaterThan(0);
    expect(seen.at(-1)).toBe(0);
    await program.dispose();
  },
);

test('other parameters stay what the optimizer made of them, masked', async () => {
  const rule = structureRule(blocks, options);
  const program = await compile(
    ({ value, mask }) => {
      const inputs: RuleInputs = { state: {}, memory: {}, numbers: {}, noise: {}, masks: { masked: mask } };
      return {
        plain: rule.value!('plain', value, inputs, value),
        masked: rule.value!('masked', value, inputs, value),
      };
    },
    { value: float32(3), mask: float32(3) },
  );
  const { plain, masked } = await program.run({ value: tensor([1, 2, 3]), mask: tensor([1, 0, 1]) });
  expect([[...plain.data], [...masked.data]]).toEqual([
    [1, 2, 3],
    [1, 0, 3],
  ]);
  await program.dispose();
});

test('the training pass sees scaled layers', async () => {
  const rule = structureRule(blocks, options);
  const program = await compile(
    ({ scale, value }) => {
      const state = {
        'sum_1/structure': scale,
        'sum_2/structure': scale,
        ...Object.fromEntries(blocks.flatMap(({ scaled }) => scaled.map((name) => [name, value] as const))),
      };
      const network = {
        train: (given: Record<string, tfTypes.Tensor>) => ({ logits: given['outer_1_norm/shift'], statistics: {} }),
      };
      const inputs: RuleInputs = { state, memory: {}, numbers: {}, noise: {}, masks: {} };
      const pass = rule.forward!({ network: network as never, inputs, images: value, keep: {} });
      return { shift: pass.logits };
    },
    { scale: float32(1), value: float32(2) },
  );
  const { shift } = await program.run({ scale: tensor([3]), value: tensor([1, 2]) });
  expect([...shift.data]).toEqual([3, 6]);
  await program.dispose();
});
