#!/usr/bin/env node
import { isCheckout, isFresh } from '../bundle/sources.mjs';

if (process.argv.includes('--debug')) process.setSourceMapsEnabled(true);
if (isCheckout()) await build();
await import('../dist/main.js');

/** Brings what is built up to date with its sources. */
async function build() {
  try {
    if (!isFresh()) await (await import('../bundle/build.mjs')).build();
    const { ensurePortalFor } = await import('../bundle/portal.mjs');
    await ensurePortalFor(process.argv.slice(2), process.env);
  } catch (error) {
    const missing = error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND';
    console.error(missing ? 'The packages are not installed. Run `npm ci` in the folder of Tombola.' : error.message);
    process.exit(1);
  }
}
