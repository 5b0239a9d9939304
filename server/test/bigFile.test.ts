import { expect, test } from '@jest/globals'
import { bigFileThroughServer } from './bigDesk.ts'

const MIB = 1024 * 1024

// The same with 2 GiB: bigFile.soak.ts.
test('256 MiB go through a server and back within 32 MiB of memory', async () => {
  const { before, uploading, downloading, sent, got } = await bigFileThroughServer(256)
  expect(got).toBe(sent)
  expect(Math.max(uploading, downloading) - before).toBeLessThan(32 * MIB)
})
