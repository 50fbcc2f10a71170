import { InputError } from '@tombola/shared';
import { messageParts } from './message-parts';

test('the message of an error has its four parts back', () => {
  const problem = {
    what: 'the rate is wrong',
    value: 2,
    expected: 'a number from 0 to 1, as 0.5',
    mend: 'Lower it. It helps.',
  };
  expect(messageParts(new InputError(problem).message)).toEqual({ ...problem, value: '2' });
});

test('what a message does not say is not there', () => {
  expect(messageParts(new InputError({ what: 'MNIST was not found', expected: 'a folder' }).message)).toEqual({
    what: 'MNIST was not found',
    expected: 'a folder',
  });
});

test('another message is all there is', () => {
  expect(messageParts('out of memory')).toEqual({ what: 'out of memory' });
});
