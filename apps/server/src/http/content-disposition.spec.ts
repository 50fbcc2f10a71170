import fc from 'fast-check';
import { attachment, fileName } from './content-disposition';

test.each([
  ['ticket-level-3.onnx', 'attachment; filename="ticket-level-3.onnx"'],
  ['naïve plan.csv', `attachment; filename="na_ve plan.csv"; filename*=UTF-8''na%C3%AFve%20plan.csv`],
  ["it's (1).txt", `attachment; filename="it's (1).txt"`],
  ['数据.json', `attachment; filename="__.json"; filename*=UTF-8''%E6%95%B0%E6%8D%AE.json`],
  ['../../etc/passwd', 'attachment; filename="passwd"'],
  ['C:\\evil.exe', 'attachment; filename="evil.exe"'],
  ['a"; filename="b', 'attachment; filename="a_; filename=_b"'],
  ['a\r\nset-cookie: b', 'attachment; filename="a__set-cookie_ b"'],
  ['photo\u202Egpj.exe', 'attachment; filename="photo_gpj.exe"'],
  ['...', 'attachment; filename="file"'],
  ['', 'attachment; filename="file"'],
])('%j is saved by %j', (name, header) => {
  expect(attachment(name)).toBe(header);
});

test('whatever a name is, the header is one line of ASCII with one file name, and reads back as the safe name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const header = attachment(name);
      const parts = /^attachment; filename="([\x20-\x7e]*)"(?:; filename\*=UTF-8''([\w.%~-]*))?$/.exec(header);
      expect(parts).not.toBeNull();
      expect(parts![1]).not.toMatch(/["\\/]/);
      expect(decodeURIComponent(parts![2] ?? parts![1]!)).toBe(fileName(name));
    }),
    { numRuns: 500 },
  );
});

test('a safe name stays safe: made safe again, it is the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(fileName(fileName(name))).toBe(fileName(name));
      expect(fileName(name)).not.toMatch(/^\.|[/\\]/);
    }),
  );
});
