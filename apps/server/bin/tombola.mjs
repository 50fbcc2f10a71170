#!/usr/bin/env node
import { isCheckout, isFresh } from '../bundle/sources.mjs';

if (process.argv.includes('--debug')) process.setSourceMapsEnabled(true);
if (isCheckout() && !isFresh()) await rebuild();
await import('../dist/main.js');

async function rebuild() {
  try {
    const { build } = await import('../bundle/build.mjs');
    await build();
  } catch (error) {
    const missing = error.code === 'ERR_MODULE_NOT_FOUND';
    console.error(missing ? 'The packages are not installed. Run `npm ci` in the folder of Tombola.' : error.message);
    process.exit(1);
  }
}
