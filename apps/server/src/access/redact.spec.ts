import fc from 'fast-check';
import { redact, redactText } from './redact';
import { drawToken } from './token-text';

test.each([
  'password',
  'newPassword',
  'PASSWD',
  'passphrase',
  'secret',
  'client_secret',
  'clientSecret',
  'token',
  'accessToken',
  'refresh_token',
  'tokens',
  'authorization',
  'Cookie',
  'set-cookie',
  'apiKey',
  'api-key',
  'privateKey',
  'credentials',
])('what stands under the name %s is left out, at any depth', (name) => {
  const details = redact({ [name]: 'hunter2', list: [{ deep: { [name]: { of: ['hunter2'] } } }] });
  expect(JSON.stringify(details)).not.toContain('hunter2');
  expect(details[name]).toBe('[redacted]');
});

test('names that only look like it keep their values', () => {
  const details = {
    name: 'x',
    scopes: ['read'],
    key: 'value',
    tokensEnded: ['tbl_0123456789abcdef'],
    hasPassword: true,
  };
  expect(redact(details)).toEqual(details);
});

test('secrets inside texts are left out, whatever the text is called', () => {
  const { id, text } = drawToken();
  expect(redactText(`used ${text}!`)).toBe(`used ${id}_[redacted]!`);
  expect(redactText('postgres://lab:hunter2@db:5432/x')).toBe('postgres://lab:[redacted]@db:5432/x');
  expect(redactText('Authorization: Bearer abc.def-ghi')).toBe('Authorization: Bearer [redacted]');
});

test('whatever is written down is JSON of bounded size that the database can store, and redacting again changes nothing', () => {
  const anything = fc.dictionary(
    fc.string({ unit: 'binary' }),
    fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withTypedArray: true }),
  );
  fc.assert(
    fc.property(anything, (details) => {
      const safe = redact(details);
      const text = JSON.stringify(safe);
      expect(text.length).toBeLessThanOrEqual(16_000);
      expect(JSON.parse(text)).toEqual(safe);
      expect(textsOf(safe).filter((each) => !isStorable(each))).toEqual([]);
      expect(redact(safe)).toEqual(safe);
    }),
    { numRuns: 1000, examples: [[{ 'C:\\UDATA': 'C:\\u0000' }], [{ '\0': '\uDA00' }]] },
  );
});

/** Every name and every text in some details. */
function textsOf(details: unknown): string[] {
  const texts: string[] = [];
  JSON.parse(JSON.stringify(details), (name, value: unknown) => {
    texts.push(name);
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  return texts;
}

/** Whether PostgreSQL can store a text: UTF-8 without NUL. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && Buffer.from(text, 'utf8').toString('utf8') === text;
}

test('long texts are cut, and details that are too long as a whole are named only', () => {
  expect(redact({ text: 'x'.repeat(5000) })['text']).toBe(`${'x'.repeat(1000)}…`);
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`m${index}`, 'x'.repeat(900)]));
  expect(redact(many)).toEqual({ shortened: Object.keys(many).slice(0, 20) });
});

test('details that contain themselves end', () => {
  const details: Record<string, unknown> = { a: 1 };
  details['self'] = details;
  expect(JSON.stringify(redact(details))).toContain('[deeper]');
});
