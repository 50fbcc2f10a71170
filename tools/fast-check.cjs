// fast-check as every test imports it (jest.preset.cjs): one seed for all properties, so that a commit that passed passes
// again. What finds more: TOMBOLA_TEST_SEED for other inputs, TOMBOLA_TEST_RUNS for so many times as many of them.
const { join } = require('node:path');
const fc = require(join(__dirname, '../node_modules/fast-check/lib/cjs/fast-check.js'));

const seed = wholeNumber('TOMBOLA_TEST_SEED', 20240229);
const times = wholeNumber('TOMBOLA_TEST_RUNS', 1);

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });

/** @type {typeof fc.assert} */
const assert = (property, settings = {}) =>
  fc.assert(property, { ...settings, numRuns: times * (settings.numRuns ?? 100) });

function wholeNumber(name, otherwise) {
  const text = process.env[name] ?? String(otherwise);
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new Error(`${name} is ${text}: expected a whole number from 1 to 999,999,999`);
  return Number(text);
}

module.exports = { ...fc, assert, __esModule: true, default: { ...fc.default, assert } };
