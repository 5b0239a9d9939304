import { afterEach, describe, expect, it } from '@jest/globals'
import { cleanup, screen } from '@testing-library/react'
import { agent, buyer, renderIn } from '../../test/render.tsx'
import { ClaimButton } from './ClaimButton.tsx'
import { ticketRow } from './ticket.fixture.ts'

const free = ticketRow(1, { viewerCanClaim: true })
const mine = { ...free, assignee: agent }
const others = { ...free, assignee: { id: 'u3', name: 'Otto Other', role: 'AGENT' as const } }
const admin = { ...agent, id: 'u9', role: 'ADMIN' as const }

describe('the claim button', () => {
  afterEach(cleanup)

  it.each([
    ['an agent claims what nobody has', agent, free, 'Claim'],
    ['an agent gives back their own', agent, mine, 'Unclaim'],
    ['an agent leaves others their tickets', agent, others, null],
    ['an admin gives back anybody’s', admin, others, 'Unclaim'],
    ['what has ended is not claimed', agent, { ...free, viewerCanClaim: false }, null],
    ['a buyer does neither', buyer, { ...mine, viewerCanClaim: false }, null],
  ])('%s', (_what, viewer, ticket, name) => {
    renderIn(<ClaimButton ticket={ticket} />, { viewer })
    expect(screen.queryByRole('button')?.textContent ?? null).toBe(name)
  })
})
