import { buildNetwork, initialise, parametersOf } from '@tombola/nn';
import { controlSchema, methodSchema, readRecipe, type RecipeInput } from '@tombola/shared';
import { countMask, denseMasks } from '../masks';
import { permuteMasksGlobally, permuteValues, shuffleMasks } from './controls';
import { checkControl } from './controls-checks';
import { heuristicSupermask } from './heuristic-supermask';
import type { LevelContext } from './method';

type MethodInput = NonNullable<RecipeInput['method']>;
type ControlName = NonNullable<RecipeInput['control']>['name'];

const controls = controlSchema.options.map(({ shape }) => shape.name.value);
const recipeOf = (method: MethodInput, control?: ControlName) =>
  readRecipe({
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    optimizer: { name: 'sgd', learningRate: 0.1 },
    steps: 100,
    method,
    ...(control !== undefined && { control: { name: control } }),
  });
const allowed = (method: MethodInput) =>
  controls.filter((control) => {
    try {
      checkControl(recipeOf(method, control));
      return true;
    } catch {
      return false;
    }
  });

const names = methodSchema.options.map(({ shape }) => shape.name.value);
const imp = { name: 'imp', levels: 2 } as const;
const inputOf = (name: string): MethodInput => {
  const known: Record<string, MethodInput> = {
    imp,
    'heuristic-supermask': { name: 'heuristic-supermask', method: imp },
    transfer: { name: 'transfer', source: { method: imp } },
  };
  const options = [{ name, sparsities: [0.5] }, { name, shares: [0.5] }, { name }];
  const fits = (input: object) => methodSchema.safeParse(input).success;
  return known[name] ?? (options.find(fits) as MethodInput);
};
const spoiling = ['reinit', 'shuffle', 'permute-globally', 'permute-values', 'random-ticket'];

test('every method has the controls that spoil something of it, and no others', () => {
  const spoilt = (input: MethodInput) => allowed(input).filter((control) => control !== 'reorder');
  const table = Object.fromEntries(names.map((name) => [name, spoilt(inputOf(name)).join(' ')]));
  const methodsOf = (wanted: readonly string[]) =>
    names.filter((name) => table[name] === controls.filter((each) => wanted.includes(each)).join(' ')).sort();
  expect(methodsOf(spoiling)).toEqual(
    [
      ...['imp', 'heuristic-supermask', 'static', 'set', 'rigl', 'snfs', 'dsr'],
      ...['snip', 'grasp', 'synflow', 'force', 'prospr', 'random', 'magnitude-at-init'],
      ...['tropical', 'class-blind', 'class-uniform', 'class-distribution'],
    ].sort(),
  );
  expect(methodsOf([])).toEqual(
    [
      ...['dense', 'ac-dc', 'gmp', 'l0', 'n-m', 'random-gradual', 'str', 'variational-dropout'],
      ...['edge-popup', 'learned-supermask', 'small-dense'],
    ].sort(),
  );
  expect(methodsOf(['reinit', 'permute-values'])).toEqual(
    [
      ...['slimming', 'early-bird', 'l1-filters', 'thinet', 'regression'],
      ...['soft-filter-pruning', 'sparse-structure-selection', 'zonotope-k-means', 'path-k-means'],
    ].sort(),
  );
  expect(methodsOf(['permute-values'])).toEqual(['top-kast']);
  expect(methodsOf(['reinit', 'permute-values', 'random-ticket'])).toEqual(['transfer']);
});

test('a method whose tickets are trained, and keep their masks meanwhile, has the order of examples as a control', () => {
  expect(names.filter((name) => allowed(inputOf(name)).includes('reorder')).sort()).toEqual(
    [
      ...['dense', 'small-dense', 'imp', 'transfer', 'static', 'snip', 'grasp', 'synflow', 'force', 'prospr'],
      ...['random', 'magnitude-at-init', 'slimming', 'l1-filters', 'thinet', 'regression'],
    ].sort(),
  );
  for (const name of ['tropical', 'class-blind'] as const) {
    expect(allowed({ name, sparsities: [0.5], retrain: 'all' })).toContain('reorder');
  }
  expect(allowed({ name: 'path-k-means', shares: [0.5], retrain: 'scratch-e' })).toContain('reorder');
  expect(allowed({ name: 'slimming', retrain: 'none' })).not.toContain('reorder');
  expect(allowed({ ...imp, pruned: 'freeze-init' })).toEqual(['reorder']);
});

test.each<[MethodInput, ControlName, RegExp]>([
  [{ ...imp, restart: { name: 'learning-rate' } }, 'shuffle', /earlier rounds pruned are 0.*\(got "shuffle"\)/],
  [{ ...imp, restart: { name: 'fine-tune', steps: 5 } }, 'permute-globally', /restart fine-tune.*Use random-ticket/],
  [{ ...imp, survivors: 'reshuffle' }, 'reinit', /spoilt already.*\(got "reinit"\): expected reorder/],
  [inputOf('transfer'), 'shuffle', /are not known.*expected reinit, permute-values, random-ticket, reorder/],
  [inputOf('slimming'), 'permute-globally', /no mask that could be shuffled.*Use the control reinit/],
  [inputOf('top-kast'), 'reinit', /masks of its first step.*expected permute-values/],
  [inputOf('edge-popup'), 'reinit', /edge-popup has no ticket before it trains.*expected no control/],
  [inputOf('rigl'), 'reorder', /rigl changes its network between steps.*\(got "reorder"\).*masks stay while it trains/],
  [inputOf('early-bird'), 'reorder', /early-bird changes its network/],
  [inputOf('tropical'), 'reorder', /are not trained, so there are no examples to reorder.*Set retrain/],
  [inputOf('heuristic-supermask'), 'reorder', /are not trained/],
])('%j has no control %s, for a reason', (method, control, message) => {
  expect(() => checkControl(recipeOf(method, control))).toThrow(message);
});

test('a dense network that is pruned once has all its weights, however survivors restart', () => {
  const method: MethodInput = { ...imp, mode: 'one-shot', restart: { name: 'learning-rate' } };
  expect(allowed(method)).toEqual(controls);
});

test('a supermask that sets its weights has no control that draws them, nor one that changes what it rescaled by', () => {
  const of = (more: object) => allowed({ name: 'heuristic-supermask', method: imp, ...more });
  const drawing = ['reinit', 'random-ticket'];
  expect(of({ weights: 'signed-constant' })).toEqual(spoiling.filter((name) => !drawing.includes(name)));
  expect(of({ rescaling: true })).toEqual(['shuffle', 'permute-values']);
});

const network = buildNetwork({ name: 'mlp', hidden: [6] }, { inputShape: [1, 4, 4], classes: 3 });

test('what a control keeps of a supermask are weights that nothing has pruned yet, rescaled by the counts of layers', () => {
  const drawn = initialise(network, 'glorot-normal', 1);
  const method = { name: 'heuristic-supermask', method: { ...imp, rate: 0.5 }, rescaling: true } as const;
  const recipe = recipeOf(method);
  const before = { masks: denseMasks(network), start: drawn, trained: initialise(network, 'glorot-normal', 2) };
  const context = { method: recipe.method, recipe, seed: 0, level: 1, network, initial: () => drawn, before };
  const { masks, parameters } = heuristicSupermask.plan(
    context as unknown as LevelContext<'heuristic-supermask'>,
  ) as Awaited<ReturnType<typeof heuristicSupermask.plan>>;
  for (const [name, { data }] of Object.entries(shuffleMasks(masks, 0, 0))) {
    const { kept, total } = countMask(masks[name]!);
    const pruned = data.map((bit, i) => (bit === 1 ? 1 - masks[name]!.data[i]! : 0));
    expect(pruned).toContain(1);
    data.forEach((bit, i) => {
      if (bit === 0) return;
      expect(parameters[name]!.data[i]).toBe(Math.fround(drawn[name]!.data[i]! * (total / kept)));
      expect(parameters[name]!.data[i]).not.toBe(0);
    });
  }
  for (const { name, prunable } of parametersOf(network)) {
    if (!prunable) expect(parameters[name]).toBe(drawn[name]);
  }
  expect(permuteMasksGlobally(masks, 0, 0)).not.toEqual(masks);
  expect(permuteValues(parameters, masks, 0, 0)).not.toEqual(parameters);
});
