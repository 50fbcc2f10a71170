import type { AuditEntry } from '@tombola/shared';
import { subjectPage } from './pages-of-subjects';

/** What is written down; the server takes any, and these are those that it has. */
export const auditActions = [
  ...['artifact.delete', 'artifact.upload', 'export.create', 'maintenance.run', 'maintenance.set'],
  ...['model.delete', 'model.register', 'model.stage', 'model.update', 'note.create', 'note.delete', 'note.update'],
  ...['study.cancel', 'study.create', 'study.delete', 'study.pause', 'study.resume', 'study.update'],
  ...['token.create', 'token.revoke', 'trial.cancel', 'trial.pause', 'trial.resume'],
  ...['user.create', 'user.login', 'user.password', 'user.remove', 'user.role'],
];

/** Where what an entry is about is to be seen; undefined where it is gone, or has no page. */
export function subjectHref({ action, subject, details }: AuditEntry): string | undefined {
  const [resource, verb] = action.split('.');
  if (verb === 'delete' || verb === 'remove') return undefined;
  const level = details['level'];
  switch (resource) {
    case 'study':
      return `/studies/${subject}`;
    case 'trial':
      return `/trials/${subject}`;
    case 'model':
      return `/models/${subject}`;
    case 'export':
      return typeof level === 'string' ? `/tickets/${level}` : undefined;
    case 'note':
      return subjectPage(details['subject'], details['subjectId']);
    case 'user':
    case 'token':
      return '/people';
    case 'maintenance':
      return '/settings#maintenance';
    default:
      return undefined;
  }
}

/** Details as words, member by member. */
export function detailWords(details: AuditEntry['details']): readonly (readonly [name: string, value: string])[] {
  return Object.entries(details).map(([name, value]) => [name, wordsOf(value)]);
}

function wordsOf(value: unknown): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join(', ') || 'none';
  return JSON.stringify(value);
}
