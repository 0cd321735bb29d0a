import { defineConfig } from 'vitest/config'

/** Tests that need Terraform and an AWS emulator on the machine; each says what it skipped. */
export default defineConfig({
  test: { include: ['test/oracle/**/*.test.ts'], testTimeout: 300_000, passWithNoTests: true },
})
