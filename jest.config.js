export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/test/support/transform.js', 'workflow-parser/.+\\.js$': '<rootDir>/test/support/transform.js' },
  transformIgnorePatterns: ['/node_modules/(?!@actions/workflow-parser/)'],
  setupFilesAfterEnv: ['<rootDir>/test/support/setup.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  maxWorkers: 2,
  // What modules of many test files leave behind makes a worker stand still for seconds.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 30_000,
}
