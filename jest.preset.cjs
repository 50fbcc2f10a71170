const { join } = require('node:path');
const { compilerOptions } = require('./tsconfig.base.json');

/** Every `@tombola/*` import resolves to the library's source, as in tsconfig.base.json. */
const sources = Object.fromEntries(
  Object.entries(compilerOptions.paths).map(([name, [path]]) => [`^${name}$`, join(__dirname, path)]),
);

/** Packages that ship untranspiled ES modules. */
const esmOnly = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-backend-cpu',
  '@noble',
  'better-auth',
  'cookie',
  '@better-auth',
  'jose',
  'non-error',
  'nuqs',
  'pg-boss',
  'robust-predicates',
  'rou3',
  'rrule-temporal',
  'serialize-error',
].join('|');

/** @param {string} root the project's folder */
module.exports = (root) => ({
  displayName: root.slice(__dirname.length + 1),
  rootDir: root,
  roots: ['<rootDir>/src'],
  testEnvironment: join(__dirname, 'jest.environment.cjs'),
  testMatch: ['**/*.spec.ts'],
  transform: {
    '\\.[cm]?[jt]s$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly})/)`],
  moduleNameMapper: {
    ...sources,
    '^fast-check$': join(__dirname, 'tools/fast-check.cjs'),
    // One instance of TensorFlow.js: its ES modules, not the bundle that `main` names.
    '^@tensorflow/tfjs-core$': join(__dirname, 'node_modules/@tensorflow/tfjs-core/dist/index.js'),
    '^@tensorflow/tfjs-backend-cpu$': join(__dirname, 'node_modules/@tensorflow/tfjs-backend-cpu/dist/index.js'),
  },
  reporters: ['default', join(__dirname, 'tools/jest-report.cjs')],
  maxWorkers: 1,
  testTimeout: 60_000 * Number(process.env.TOMBOLA_TEST_RUNS ?? 1),
});
