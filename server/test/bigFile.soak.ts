import { expect, test } from '@jest/globals'
import { bigFileThroughServer } from './bigDesk.ts'

const MIB = 1024 * 1024

test('2 GiB go through a server and back within 32 MiB of memory', async () => {
  const { before, uploading, downloading, sent, got } = await bigFileThroughServer(2_048)
  process.stderr.write(
    `memory: ${Math.round(before / MIB)} MiB before, +${Math.round((uploading - before) / MIB)} up, +${Math.round((downloading - before) / MIB)} down\n`,
  )
  expect(got).toBe(sent)
  expect(Math.max(uploading, downloading) - before).toBeLessThan(32 * MIB)
}, 600_000)
