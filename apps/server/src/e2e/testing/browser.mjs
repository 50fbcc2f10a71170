/**
 * Runs the client where there is nothing of Node, only what every browser has: `node browser.mjs BUNDLE URL TOKEN`.
 * Prints what it saw as JSON.
 */
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { transformSync } from 'esbuild';

const [bundle, url, token] = process.argv.slice(2);
const { code } = transformSync(readFileSync(bundle, 'utf8'), { format: 'iife', globalName: 'tombola' });

const names = ['fetch', 'URL', 'TextDecoder', 'TextEncoder', 'AbortController', 'AbortSignal', 'setTimeout', 'crypto'];
names.push('clearTimeout', 'Event', 'EventTarget', 'MessageEvent', 'DOMException', 'ReadableStream', 'queueMicrotask');
const page = Object.fromEntries(names.map((name) => [name, globalThis[name]]));
page.globalThis = page.window = page;

const use = `(async () => {
  const client = tombola.createClient({ url: ${JSON.stringify(url)}, token: ${JSON.stringify(token)} });
  const { version } = await client.system.info.query();
  const { id, sha256 } = await client.uploadArtifact(new Uint8Array([1, 2, 3]), { name: 'three' });
  const bytes = Array.from(await client.downloadArtifact(id));
  const { items } = await client.studies.list.query({ states: ['done'], limit: 1 });
  let followed = 0;
  for await (const event of client.followStudy(items[0].id, { after: 0 })) followed += 1;
  const told = await new Promise((resolve, reject) => {
    const subscription = client.system.follow.subscribe(
      { after: 0 },
      { onData: (event) => (subscription.unsubscribe(), resolve(event.data.id)), onError: reject },
    );
  });
  const refused = await client.studies.get.query({ study: 'none' }).catch((error) => error.code);
  return JSON.stringify({ version, sha256, bytes, followed, told, refused });
})()`;
console.log(await runInNewContext(`${code}\n${use}`, page));
process.exit(0);
