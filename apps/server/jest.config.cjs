// The servers that tests start serve the API only, but those that name a portal: no test waits until one is built.
process.env.TOMBOLA_PORTAL ??= 'off';

module.exports = require('../../jest.preset.cjs')(__dirname);
