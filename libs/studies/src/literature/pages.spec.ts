import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { literature } from './literature';
import { literaturePages } from './pages';
import { recordsOf } from './recorded';

const docs = join(__dirname, '../../../../docs');
const pages = literaturePages(Object.values(literature).map((study) => ({ study, records: recordsOf(study.id) })));

/** Make them with `tombola study pages docs`. */
test.each(Object.keys(pages))('docs/%s is current', (path) => {
  const file = join(docs, path);
  expect(existsSync(file) ? readFileSync(file, 'utf8') : undefined).toBe(pages[path]);
});

test('the overview has every study and every claim, and says what is not recorded', () => {
  const text = pages['literature.md']!;
  for (const { id, claims } of Object.values(literature)) {
    expect(text).toContain(`| \`${id}\` |`);
    for (const { sentence } of claims) expect(text).toContain(sentence);
  }
  const missing = Object.keys(literature).filter((id) => recordsOf(id).length === 0);
  expect(text.match(/\| not recorded yet \|/g) ?? []).toHaveLength(missing.length);
});
