// Tests are ESM and TypeScript as they are; `jest.mock` does not work in ESM: inject instead.
export default {
  extensionsToTreatAsEsm: ['.ts'],
  globalSetup: './test/global-setup.ts',
  globalTeardown: './test/global-teardown.ts',
  modulePathIgnorePatterns: ['/dist/', '/\\.goalixa/'],
  reporters: ['default', './test/list-skipped.mjs'],
  setupFiles: ['./test/native-errors.ts'],
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/\\.goalixa/', '/bench/[^/]+/results/'],
  testTimeout: 20_000,
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'es6' },
        swcrc: false,
      },
    ],
  },
  watchPathIgnorePatterns: ['/dist/', '/\\.goalixa/'],
};
