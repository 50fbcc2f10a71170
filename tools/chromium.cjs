const { spawnSync } = require('node:child_process');
const { accessSync, constants } = require('node:fs');
const { delimiter, join } = require('node:path');

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const places = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/usr/bin/chromium'];

/** The browser that tests drive: TOMBOLA_CHROMIUM, or one on the path. @returns {string | undefined} its program */
function findChromium() {
  const { TOMBOLA_CHROMIUM: named, PATH: path = '' } = process.env;
  const onPath = path.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...(named ? [named] : []), ...onPath, ...places].find(canRun);
}

/**
 * Sees to it that there is a browser: on Debian and its kin, as root, it is installed from the distribution's packages.
 * Elsewhere the tests that need one say how to get it.
 */
function ensureChromium() {
  if (findChromium() !== undefined || process.getuid?.() !== 0 || !canRun('/usr/bin/apt-get')) return;
  console.error('Installing chromium for the tests of the portal; this takes a minute.');
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], quiet);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], quiet);
}

function canRun(program) {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

module.exports = { findChromium, ensureChromium };
