import { recipeSchema } from '@tombola/shared';
import { chooseVariant, removeNode, resetNode, typeText } from './edit';
import { withoutReferences, type JsonSchema, type Values } from './json-schema';
import { difference } from './patch';
import { resolveForm, type Entries, type Resolved, type ResolvedLeaf, type ResolvedUnion } from './resolve';
import { targetOf } from './target';
import { groupsOf } from './tree';

const schema = recipeSchema.toJSONSchema({ io: 'input' }) as JsonSchema;
const groups = groupsOf(schema);
const base: Values = {
  network: { name: 'lenet-300-100' },
  dataset: { name: 'glyphs', limit: 2000 },
  optimizer: { name: 'adam', learningRate: 0.0012 },
  batch: 60,
  steps: 2000,
  method: { name: 'imp', levels: 5, rate: 0.488, outputRate: 0.271 },
};

const resolved = (entries: Entries, over = base) => resolveForm(groups, over, entries);
const changes = (entries: Entries, over = base) => difference(over, targetOf(resolved(entries, over), over));

function find(path: string, entries: Entries = {}, over = base): Resolved {
  const all = (members: readonly Resolved[]): Resolved[] =>
    members.flatMap((member) => ('members' in member ? [member, ...all(member.members)] : [member]));
  const found = resolved(entries, over).flatMap(({ members }) => all(members));
  return found.find(({ node }) => node.path.join('.') === path)!;
}
const leaf = (path: string, entries?: Entries, over?: Values) => find(path, entries, over) as ResolvedLeaf;
const union = (path: string, entries?: Entries, over?: Values) => find(path, entries, over) as ResolvedUnion;

test('every member of a recipe has a place under a heading, in the order of the schema', () => {
  expect(groups.map(({ title }) => title)).toEqual(['Network', 'Data', 'Training', 'Pruning', 'Control']);
  expect(groups.flatMap(({ nodes }) => nodes.map(({ path }) => path[0])).sort()).toEqual(
    Object.keys(recipeSchema.shape).sort(),
  );
});

test('nothing typed, nothing changed; what equals what was there is no change', () => {
  expect(targetOf(resolved({}), base)).toEqual(base);
  expect(changes({ steps: '2000', batch: '60', labelSmoothing: '0', 'optimizer.name': 'adam' })).toEqual({});
});

test('only what changed is sent', () => {
  expect(changes({ steps: '1e3', 'method.levels': '3', 'dataset.name': 'mnist' })).toEqual({
    steps: 1000,
    method: { levels: 3 },
    dataset: { name: 'mnist' },
  });
});

test('what is typed is shown as it is typed, before stands what the recipe or the schema says', () => {
  expect(leaf('steps', { steps: '1e' })).toMatchObject({ text: '1e', value: '1e', before: 2000, state: 'changed' });
  expect(leaf('evaluateEvery')).toMatchObject({ text: '', before: 100, inBase: false, state: 'same' });
  expect(leaf('schedule.warmup')).toMatchObject({ before: 0, inBase: false });
});

test('another variant replaces the one before, and what it needs comes along', () => {
  const entries = chooseVariant({ 'optimizer.beta1': '0.8', steps: '10' }, union('optimizer'), 'sgd');
  expect(entries).toEqual({ steps: '10', 'optimizer.name': 'sgd', 'optimizer.learningRate': '0.0012' });
  expect(changes(entries)).toEqual({ steps: 10, optimizer: { name: 'sgd', learningRate: 0.0012 } });
  const back = chooseVariant({ ...entries, 'optimizer.learningRate': '0.1' }, union('optimizer', entries), 'adam');
  expect(back).toEqual({ steps: '10', 'optimizer.learningRate': '0.1' });
});

test('another data set keeps what was said of the one before, as far as it has such a member', () => {
  const over = { ...base, dataset: { name: 'cifar-10', test: 'batch-5', limit: 2000 } };
  expect(changes({ 'dataset.name': 'cifar-100' }, over)).toEqual({ dataset: { name: 'cifar-100', test: null } });
  expect(union('dataset', {}, over).members.map(({ node }) => node.path.at(-1))).toContain('test');
});

test('members of a variant that the recipe does not name bring its name', () => {
  expect(changes({ 'schedule.warmup': '100' })).toEqual({ schedule: { name: 'constant', warmup: 100 } });
  expect(changes({ 'control.name': 'reinit', 'control.levels': '1, 2' })).toEqual({
    control: { name: 'reinit', levels: [1, 2] },
  });
});

test('a network of one’s own is its name and its nodes as JSON', () => {
  const nodes = '[{"op": "flatten"}, {"op": "dense", "units": "classes"}]';
  expect(leaf('network.definition.nodes', { 'network.name': 'custom' }).node.control).toBe('json');
  const entries = { 'network.name': 'custom', 'network.definition.name': 'mine', 'network.definition.nodes': nodes };
  expect(changes(entries)).toEqual({
    network: { name: 'custom', definition: { name: 'mine', nodes: JSON.parse(nodes) as unknown } },
  });
});

test('entries of a variant that is not chosen mean nothing', () => {
  expect(changes({ 'method.name': 'dense', 'method.levels': '3' })).toEqual({ method: { name: 'dense' } });
});

test('what the recipe beneath says can be taken away, and put back', () => {
  const limit = leaf('dataset.limit').node;
  const removed = removeNode({ steps: '10' }, limit);
  expect(changes(removed)).toEqual({ steps: 10, dataset: { limit: null } });
  expect(leaf('dataset.limit', removed)).toMatchObject({ state: 'removed', value: undefined });
  expect(resetNode(removed, limit)).toEqual({ steps: '10' });
  const spoilt = { ...base, control: { name: 'reinit', draw: 2 } };
  expect(changes(removeNode({ 'control.draw': '7' }, union('control', {}, spoilt).node), spoilt)).toEqual({
    control: null,
  });
});

test('an emptied control says nothing', () => {
  const { node } = leaf('steps');
  expect(typeText({ steps: '7', batch: '3' }, node, '')).toEqual({ batch: '3' });
  expect(typeText({}, node, '8')).toEqual({ steps: '8' });
});

test('schemas that come later have their form: other keys, nested records, references, what may be null', () => {
  const later: JsonSchema = {
    type: 'object',
    properties: {
      rewind: { $ref: '#/$defs/rewind' },
      prune: {
        oneOf: [
          { type: 'object', properties: { kind: { const: 'snip' }, batches: { type: 'integer', default: 1 } } },
          {
            type: 'object',
            properties: { kind: { const: 'grasp' }, at: { anyOf: [{ type: 'number' }, { type: 'null' }] } },
          },
        ],
      },
    },
    $defs: { rewind: { type: 'object', group: 'Pruning', properties: { toStep: { type: 'integer', title: 'Step' } } } },
  };
  const form = groupsOf(withoutReferences(later));
  expect(form.map(({ title }) => title)).toEqual(['Pruning', 'Other']);
  const before: Values = { prune: { kind: 'snip', batches: 4 } };
  const target = (entries: Entries) => targetOf(resolveForm(form, before, entries), before);
  expect(target({ 'rewind.toStep': '500' })).toEqual({ ...before, rewind: { toStep: 500 } });
  const grasp = target({ 'prune.kind': 'grasp', 'prune.at': '0.5' });
  expect(grasp).toEqual({ prune: { kind: 'grasp', at: 0.5 } });
  expect(difference(before, grasp)).toEqual({ prune: { kind: 'grasp', at: 0.5, batches: null } });
});

test('a method that needs a value begins with an example, one that has only one value is not asked for', () => {
  const chosen = (name: string) => chooseVariant({}, union('method'), name);
  expect(chosen('rigl')).toEqual({ 'method.name': 'rigl', 'method.sparsities': '0.9' });
  const transfer = chosen('transfer');
  expect(transfer).toEqual({ 'method.name': 'transfer', 'method.source.method.levels': '15' });
  expect(changes(transfer)).toEqual({
    method: { name: 'transfer', source: { method: { name: 'imp', levels: 15 } } },
  });
  expect(recipeSchema.safeParse(targetOf(resolved(transfer), base)).success).toBe(true);
});

test('a law: every method that is chosen is launchable as it stands, under a name of its family', () => {
  const { variants } = union('method').node;
  for (const { name, title, group } of variants) {
    const target = targetOf(resolved(chooseVariant({}, union('method'), name)), base);
    expect({ name, success: recipeSchema.safeParse(target).success }).toEqual({ name, success: true });
    expect(group).toBeDefined();
    expect(title).not.toBe(name);
  }
});
