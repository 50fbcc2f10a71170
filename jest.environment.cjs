const { TestEnvironment } = require('jest-environment-node');

// The sandbox has a copy of the environment; the native library reads the real one (libs/engine/src/run/onnx.ts).
process.env.ORT_DISABLE_TELEMETRY ??= '1';

/** Variables that say how tests are run, not what a command or a server does. */
const forTests = ['TOMBOLA_DATA', 'TOMBOLA_PICTURES', 'TOMBOLA_TEST_SEED', 'TOMBOLA_TEST_RUNS'];

// The server, the token and the database of whoever runs the tests are none of theirs; child processes have the real one.
for (const name of Object.keys(process.env)) {
  if (name === 'DATABASE_URL' || (name.startsWith('TOMBOLA_') && !forTests.includes(name))) delete process.env[name];
}

/**
 * Node's environment with the host's typed arrays: native modules (onnxruntime) create and check arrays of the
 * host realm, and `instanceof` across realms would refuse them.
 */
class HostArraysEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    for (const name of [
      'ArrayBuffer',
      'SharedArrayBuffer',
      'DataView',
      'Int8Array',
      'Uint8Array',
      'Uint8ClampedArray',
      'Int16Array',
      'Uint16Array',
      'Int32Array',
      'Uint32Array',
      'Float32Array',
      'Float64Array',
      'BigInt64Array',
      'BigUint64Array',
    ]) {
      this.global[name] = globalThis[name];
    }
  }
}

module.exports = HostArraysEnvironment;
