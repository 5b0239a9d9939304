import { afterEach, expect, test } from '@jest/globals'
import { cleanup, screen } from '@testing-library/react'
import { renderIn } from '../../test/render.tsx'
import { LIMITED, newItem } from './outboxItem.ts'
import { SendState } from './SendState.tsx'

afterEach(cleanup)

const item = newItem('u1', 1, { ticketId: 't1', body: 'Hello', audience: 'PARTICIPANTS' })

test('says when a message is sent again that a limit has refused', () => {
  renderIn(<SendState item={{ ...item, problem: LIMITED, notBefore: Date.now() + 3_600_000 }} />)
  expect(screen.getByText(/^Sending again in 3,?\d{3} s$/)).toBeTruthy()
})

test('other messages that wait do not', () => {
  renderIn(<SendState item={{ ...item, attempts: 1, notBefore: Date.now() + 3_600_000 }} />)
  expect(screen.getByText('Couldn’t send. Retrying…')).toBeTruthy()
})
