import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const page = (name: string, inline = '') =>
  `<!DOCTYPE html><html><head><link rel="stylesheet" href="/_next/static/chunks/a.css"/>` +
  `<script src="/_next/static/chunks/a.js" async=""></script></head><body><!--$--><main>${name}</main><!--/$-->` +
  `<script>self.page="${name}"</script>${inline}</body></html>`;

/** The files of a small portal as Next exports one. */
export const sample: Readonly<Record<string, string>> = {
  'index.html': page('home'),
  'index.txt': '0:"home"',
  '__next._tree.txt': '0:"tree of home"',
  '404.html': page('nothing', '<style>h1{margin:0}</style><p style="color:red">404</p>'),
  '_not-found.html': page('nothing'),
  'sign-in.html': page('sign-in'),
  'studies.html': page('studies'),
  'studies.txt': '0:"studies"',
  'studies/_.html': page('one study'),
  'studies/_.txt': '0:"one study"',
  'studies/_/__next._tree.txt': '0:"tree of one study"',
  'studies/_/__next.studies.$d$study.__PAGE__.txt': '0:"page of one study"',
  'studies/_/trials/_.html': page('one trial'),
  'studies/_/trials/_/__next._tree.txt': '0:"tree of one trial"',
  'studies/new.html': page('a new study'),
  'studies/new/__next._tree.txt': '0:"tree of a new study"',
  'robots.txt': 'User-agent: *\nDisallow: /\n',
  'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  '_next/static/chunks/a.js': `/* ${'long '.repeat(1000)} */`,
  '_next/static/chunks/a.css': 'main{margin:0}',
  '_next/static/media/font.woff2': 'x'.repeat(5000),
  '.build': 'secret',
  '_next/.hidden/file.txt': 'secret',
};

const folders: string[] = [];

/** Writes a portal into a folder of its own, a link that leads out of it beside. */
export function writeSample(files: Readonly<Record<string, string>> = sample): string {
  const folder = mkdtempSync(join(tmpdir(), 'tombola-portal-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  symlinkSync('/etc/passwd', join(folder, 'passwd.txt'));
  return folder;
}

export function removeSamples(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
