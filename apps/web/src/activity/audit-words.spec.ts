import type { AuditEntry } from '@tombola/shared';
import { detailWords, subjectHref } from './audit-words';

const entry = (action: string, subject: string, details: AuditEntry['details'] = {}): AuditEntry => ({
  id: 1,
  at: '2026-01-01T00:00:00.000Z',
  actor: { kind: 'local', id: 'local', name: 'local administrator' },
  action,
  subject,
  details,
});

test.each([
  [entry('study.cancel', 'lth-quick-7f3k2m'), '/studies/lth-quick-7f3k2m'],
  [entry('trial.pause', 'a3ed33466e0f-s0'), '/trials/a3ed33466e0f-s0'],
  [entry('model.stage', 'digits'), '/models/digits'],
  [entry('export.create', 'exp_1', { level: 'a3ed33466e0f-s0-l3' }), '/tickets/a3ed33466e0f-s0-l3'],
  [entry('note.create', 'not_1', { subject: 'study', subjectId: 'lth-quick-7f3k2m' }), '/studies/lth-quick-7f3k2m'],
  [entry('user.login', 'usr_1'), '/people'],
  [entry('maintenance.set', 'retention'), '/settings#maintenance'],
])('what is there is led to: %#', (each, href) => expect(subjectHref(each)).toBe(href));

test('what is gone, or has no page, is not', () => {
  for (const action of ['study.delete', 'model.delete', 'user.remove', 'artifact.upload', 'export.create', 'other'])
    expect(subjectHref(entry(action, 'x'))).toBeUndefined();
});

test('details are words, whatever they are', () => {
  expect(
    detailWords({ name: 'ci', scopes: ['read', 'write'], expiresAt: null, levels: 3, none: [], more: { a: 1 } }),
  ).toEqual([
    ['name', 'ci'],
    ['scopes', 'read, write'],
    ['expiresAt', '–'],
    ['levels', '3'],
    ['none', 'none'],
    ['more', '{"a":1}'],
  ]);
});
