import { expect, test } from '@jest/globals'
import { audienceOf, isTwoSided, modesFor, nextMode } from './audiences.ts'

test('offers the modes of the audiences in one order, and the key goes around', () => {
  const staff = modesFor(['STAFF', 'SHOP', 'PARTICIPANTS', 'REQUESTER'])
  expect(staff).toEqual(['reply', 'requester', 'shop', 'note'])
  expect(staff.map((mode) => nextMode(staff, mode))).toEqual(['requester', 'shop', 'note', 'reply'])
  expect(staff.map(audienceOf)).toEqual(['PARTICIPANTS', 'REQUESTER', 'SHOP', 'STAFF'])
})

test('a mode that is no longer offered is left by the key, never by itself', () => {
  expect(nextMode(['reply', 'shop'], 'note')).toBe('reply')
  expect(nextMode([], 'shop')).toBe('shop')
})

test('a ticket has two sides where one of them can be written to alone', () => {
  const shopTakesPart = true
  expect(isTwoSided({ shopTakesPart, viewerAudiences: ['PARTICIPANTS', 'STAFF'] })).toBe(false)
  expect(isTwoSided({ shopTakesPart, viewerAudiences: ['PARTICIPANTS', 'REQUESTER'] })).toBe(true)
  // Without a shop, what everyone reads and what the requester's side reads is the same.
  expect(isTwoSided({ shopTakesPart: false, viewerAudiences: ['PARTICIPANTS', 'REQUESTER', 'STAFF'] })).toBe(false)
})
