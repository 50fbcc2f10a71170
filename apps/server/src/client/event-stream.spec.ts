import fc from 'fast-check';
import { EventStreamParser, type StreamedEvent } from './event-stream';

function parse(...pieces: readonly string[]): StreamedEvent[] {
  const parser = new EventStreamParser();
  return pieces.flatMap((piece) => parser.push(piece));
}

test('an event has the newest id, its type and its lines of data', () => {
  expect(parse('id: 7\nevent: metrics\ndata: {"a":1}\n\ndata: x\ndata: y\n\n')).toEqual([
    { id: '7', event: 'metrics', data: '{"a":1}' },
    { id: '7', event: 'message', data: 'x\ny' },
  ]);
});

test('comments, unknown fields, and events without data are nothing', () => {
  expect(parse(':\n\n', ': beat\n\nwhat: 1\nevent: lonely\n\nid: 3\n\ndata: x\n\n')).toEqual([
    { id: '3', event: 'message', data: 'x' },
  ]);
});

test('an event that is not ended by an empty line has not happened', () => {
  expect(parse('data: 1\n\ndata: 2\n')).toEqual([{ id: '', event: 'message', data: '1' }]);
});

test('one space after the colon is no part of the value, and a mark of the byte order none of the text', () => {
  expect(parse('\uFEFFdata:  x\ndata:y\ndata\n\n')).toEqual([{ id: '', event: 'message', data: ' x\ny\n' }]);
});

test('the server may say when to come back', () => {
  const parser = new EventStreamParser();
  parser.push('retry: 2500\nretry: soon\n\n');
  expect(parser.retry).toBe(2500);
});

test('how the text is cut into pieces, and which line ends it has, makes no difference', () => {
  const word = fc.string({ unit: fc.constantFrom('a', ' ', ':', 'ü', '{', '\u2028') });
  const event = fc.record({
    id: fc.nat(),
    type: fc.constantFrom('metrics', ''),
    data: fc.array(word, { minLength: 1 }),
  });
  const events = fc.array(event, { maxLength: 6 });
  fc.assert(
    fc.property(events, fc.constantFrom('\n', '\r', '\r\n'), fc.array(fc.nat(20)), (list, end, cuts) => {
      const text = list
        .map(({ id, type, data }) =>
          [
            `id: ${id}`,
            ...(type === '' ? [] : [`event: ${type}`]),
            ...data.map((line) => `data: ${line}`),
            '',
            '',
          ].join(end),
        )
        .join('');
      const pieces: string[] = [];
      let rest = `${text}:${end}`;
      for (const length of cuts) {
        pieces.push(rest.slice(0, length));
        rest = rest.slice(length);
      }
      expect(parse(...pieces, rest)).toEqual(
        list.map(({ id, type, data }) => ({ id: String(id), event: type || 'message', data: data.join('\n') })),
      );
    }),
  );
});
