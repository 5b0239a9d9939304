import { expect, test } from '@jest/globals'
import { killedDeliveries } from '../../test/killedDeliveries.ts'

test('a worker that is killed again and again mails everybody once, or once more with the same Message-ID', async () => {
  const { expected, recorded } = await killedDeliveries({ people: 30, kills: 4 })
  expect([...new Set(recorded.map(({ to }) => to))].toSorted()).toEqual(expected.toSorted())
  const ids = new Set(recorded.map(({ messageId }) => messageId))
  expect(ids.size).toBe(expected.length)
  // A node sends two mails at a time: each kill can repeat no more.
  expect(recorded.length - expected.length).toBeLessThanOrEqual(4 * 2)
})
