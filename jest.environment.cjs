const { TestEnvironment } = require('jest-environment-node');

// The sandbox has a copy of the environment; the native library reads the real one (libs/engine/src/run/onnx.ts).
process.env.ORT_DISABLE_TELEMETRY ??= '1';

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
