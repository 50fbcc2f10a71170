import { equivalentsOf, localCommandOf } from '../../launch/equivalents';
import { launchOf, type MadeStudy } from './launch-of';

const made: MadeStudy = {
  name: 'Tickets',
  preset: 'lth',
  scale: 'quick',
  options: { changes: {} },
  device: 'cpu',
  priority: 0,
  retryLimit: 2,
  tags: [],
  declaration: { id: 'lth', title: 'Tickets' },
};
const changed: MadeStudy = {
  ...made,
  name: "Frankle's",
  options: { seeds: [3, 1], draws: 2, changes: { steps: 100, control: null } },
  device: 'gpu',
  priority: 5,
  retryLimit: 0,
  tags: ['a'],
};

test('a preset as it is needs its name and its scale', () => {
  expect(launchOf(made, true)).toEqual({ source: { from: 'preset', preset: 'lth', scale: 'quick' } });
});

test('what no preset is, or a preset that is another now, is launched as data', () => {
  const source = { from: 'declaration', declaration: made.declaration, scale: 'quick' };
  expect(launchOf(made, false)).toEqual({ source });
  expect(launchOf({ ...made, preset: null }, true)).toEqual({ source });
});

test('whatever differs from the defaults is asked for again', () => {
  expect(launchOf(changed, true)).toEqual({
    source: {
      from: 'preset',
      preset: 'lth',
      scale: 'quick',
      seeds: [3, 1],
      draws: 2,
      changes: { steps: 100, control: null },
    },
    name: "Frankle's",
    device: 'gpu',
    priority: 5,
    retryLimit: 0,
    tags: ['a'],
  });
});

test('a server is told all of it, this machine what decides the numbers', () => {
  const request = launchOf(changed, true);
  const size = '--scale quick --seeds 1,3 --draws 2 --set steps=100 --set control=null';
  const onOneLine = (text: string | undefined) => text?.replaceAll(' \\\n  ', ' ');
  const around = { origin: 'http://127.0.0.1:4466', token: false, original: undefined };
  expect(onOneLine(equivalentsOf(request, around).command)).toBe(
    `npx tombola --server http://127.0.0.1:4466 study run lth ${size} --name 'Frankle'\\''s' --device gpu --priority 5 --retry-limit 0 --tag a`,
  );
  expect(onOneLine(localCommandOf(request))).toBe(`npx tombola study run lth ${size}`);
});
