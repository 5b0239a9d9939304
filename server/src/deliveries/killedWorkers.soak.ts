import { expect, test } from '@jest/globals'
import { killedDeliveries } from '../../test/killedDeliveries.ts'

test('1,000 notifications and 20 killed workers: everybody is mailed once, or once more with the same Message-ID', async () => {
  const { expected, recorded } = await killedDeliveries({ people: 1_000, kills: 20 })
  expect([...new Set(recorded.map(({ to }) => to))].toSorted()).toEqual(expected.toSorted())
  expect(new Set(recorded.map(({ messageId }) => messageId)).size).toBe(expected.length)
  expect(recorded.length - expected.length).toBeLessThanOrEqual(20 * 2)
})
