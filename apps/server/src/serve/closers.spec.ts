import { pino } from 'pino';
import { Closers } from './closers';

test('everything is closed in the opposite order, whatever fails or hangs', async () => {
  const lines: string[] = [];
  const closers = new Closers(pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }));
  const closed: string[] = [];
  closers.add('first', () => void closed.push('first'));
  closers.add('hanging', () => new Promise(() => closed.push('hanging')), 20);
  closers.add('failing', () => {
    closed.push('failing');
    return Promise.reject(new Error('broken'));
  });
  closers.add('last', () => void closed.push('last'));
  await closers.closeAll();
  expect(closed).toEqual(['last', 'failing', 'hanging', 'first']);
  expect(lines.map((line) => (JSON.parse(line) as { what: string }).what)).toEqual(['failing', 'hanging']);
  await closers.closeAll();
  expect(closed).toHaveLength(4);
});
