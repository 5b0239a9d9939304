import { afterEach, describe, expect, it } from '@jest/globals'
import { cleanup, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { getOperationAST, type DocumentNode } from 'graphql'
import { fromValue } from 'wonka'
import { agent, buyer, renderIn, silentClient, type TestClient } from '../../test/render.tsx'
import { Toasts } from '../ui/toasts.tsx'
import { ClaimButton } from './ClaimButton.tsx'
import { ticketRow } from './ticket.fixture.ts'

const free = ticketRow(1, { viewerCanClaim: true })
const mine = { ...free, assignee: agent }
const others = {
  ...free,
  assignee: { id: 'u3', name: 'Otto Other', isErased: false, role: 'AGENT' as const, avatarUrl: null },
}
const admin = { ...agent, id: 'u9', role: 'ADMIN' as const }

describe('the claim button', () => {
  afterEach(cleanup)

  it.each([
    ['an agent claims an unassigned ticket', agent, free, 'Claim'],
    ['an agent gives back their own', agent, mine, 'Unclaim'],
    ['an agent leaves others their tickets', agent, others, null],
    ['an admin unclaims any ticket', admin, others, 'Unclaim'],
    ['what has ended is not claimed', agent, { ...free, viewerCanClaim: false }, null],
    ['a buyer does neither', buyer, { ...mine, viewerCanClaim: false }, null],
  ])('%s', (_what, viewer, ticket, name) => {
    renderIn(<ClaimButton ticket={ticket} />, { viewer })
    expect(screen.queryByRole('button')?.textContent ?? null).toBe(name)
  })
})

/** A desk that accepts every claim and returns this assignee. */
const deskWhere = (holder: typeof others.assignee | typeof agent) => {
  const sent: string[] = []
  const client = {
    ...silentClient,
    executeMutation: ({ query }: { query: DocumentNode }) => {
      const name = getOperationAST(query)!.name!.value
      sent.push(name)
      return fromValue({ data: { [name.toLowerCase()]: { ticket: null, errors: [] } } })
    },
    query: () => ({ toPromise: () => Promise.resolve({ data: { ticket: { ...free, assignee: holder } } }) }),
  } as unknown as TestClient
  return { sent, client }
}

describe('undoing a claim', () => {
  afterEach(cleanup)

  it.each([
    ['gives the ticket back', agent, ['Claim', 'Unclaim'], 'TC-0001 returned to the queue.'],
    [
      'leaves it with an agent who has it since',
      others.assignee,
      ['Claim'],
      'TC-0001 is already assigned to Otto Other.',
    ],
  ])('%s', async (_what, holder, expected, said) => {
    const { sent, client } = deskWhere(holder)
    const ui = (
      <>
        <ClaimButton ticket={free} />
        <Toasts />
      </>
    )
    renderIn(ui, { viewer: agent, client })
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Claim' }))
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(await screen.findByText(said)).toBeTruthy()
    expect(sent).toEqual(expected)
  })
})
