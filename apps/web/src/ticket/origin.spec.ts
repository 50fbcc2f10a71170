import { originOf } from './origin';

test('a ticket starts from the weights of level 0; controls from others, or with another mask', () => {
  expect(originOf({}, 3)).toEqual({
    control: null,
    weights: 'those of level 0, before its training',
    mask: 'from the trained weights of the level before',
  });
  expect(originOf({ control: { name: 'reinit' } }, 3).weights).toMatch('a new draw');
  expect(originOf({ control: { name: 'shuffle' } }, 3)).toMatchObject({
    weights: 'those of level 0, before its training',
    mask: 'the ticket’s, shuffled within each layer',
  });
});

test('the dense level has a draw of its own and keeps everything', () => {
  expect(originOf({ control: 'odd' }, 0)).toEqual({
    control: null,
    weights: 'a new draw: it is the dense network',
    mask: 'keeps every weight',
  });
});
