import { randomBytes } from 'node:crypto'
import { Writable } from 'node:stream'
import { expect, test } from '@jest/globals'
import { ArchiveWriter } from './archive.ts'

// Each number of accepted writes lets the output fail at another moment: before, while or after an entry is written.
test.each([0, 1, 2, 5, 9])(
  'an output that fails after %i writes is told by the step that runs, and nothing else',
  async (accepted) => {
    let writes = 0
    const full = new Writable({
      write: (_chunk, _encoding, done) =>
        setImmediate(done, writes++ < accepted ? null : new Error('The disk is full.')),
    })
    const archive = new ArchiveWriter(full)
    const fill = async () => {
      for (let entry = 0; entry < 100; entry++) await archive.add(`entry-${entry}`, randomBytes(300_000))
      await archive.end()
    }
    await expect(fill()).rejects.toThrow('The disk is full.')
    await archive.abort(new Error('given up'))
  },
)
