import { afterEach, describe, expect, it } from '@jest/globals'
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Client } from 'urql'
import { fromValue } from 'wonka'
import { agent, renderIn, silentClient } from '../../test/render.tsx'
import { Toasts } from '../ui/toasts.tsx'
import { undoLatest } from '../ui/undo.ts'
import type { UpdateTicketsInput } from './batch.generated.ts'
import { BatchBar } from './BatchBar.tsx'
import { clearSelection, select, updateSelected, useSelection } from './selection.ts'
import { ticketRow } from '../tickets/ticket.fixture.ts'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'

const rows = [ticketRow(1, { tags: ['vip'] }), ticketRow(2, { priority: 'HIGH' }), ticketRow(3, { priority: 'LOW' })]

/** A server that accepts every change except of the third ticket; `now` is the present state of the tickets. */
const setUp = (now: Partial<TicketRowFragment> = {}) => {
  const sent: UpdateTicketsInput[] = []
  const onServer = new Map(rows.map((row) => [row.id, row]))
  const executeMutation = ({ variables: { input } }: { variables: { input: UpdateTicketsInput } }) => {
    sent.push(input)
    const results = [...input.ticketIds].map((ticketId) => {
      const row = rows.find(({ id }) => id === ticketId)!
      onServer.set(ticketId, { ...row, priority: input.priority ?? row.priority, ...now })
      return ticketId === 't3'
        ? { ticketId, ticket: null, errors: [{ code: 'NOT_FOUND', message: 'There is no such ticket.', path: null }] }
        : { ticketId, ticket: { ...row, priority: input.priority ?? row.priority }, errors: [] }
    })
    return fromValue({ data: { updateTickets: { results, errors: [] } } })
  }
  const query = (_document: unknown, { id }: { id: string }) => ({
    toPromise: () => Promise.resolve({ data: { ticket: onServer.get(id) } }),
  })
  const client = { ...silentClient, executeMutation, query } as unknown as Client
  select(rows)
  renderIn(
    <>
      <BatchBar filter={{}} total={2} />
      <Toasts />
    </>,
    { viewer: agent, client },
  )
  return { sent, user: userEvent.setup() }
}

describe('a change of many tickets', () => {
  afterEach(() => {
    cleanup()
    clearSelection()
  })

  it('reports what was changed and what was not, and undoes it', async () => {
    const { sent, user } = setUp()
    expect(screen.getByRole('status').textContent).toBe('3 selected')
    await user.click(screen.getByRole('button', { name: 'Priority' }))
    await user.click(screen.getByRole('menuitem', { name: 'High' }))
    expect(sent).toEqual([{ priority: 'HIGH', ticketIds: ['t1', 't2', 't3'] }])
    await screen.findByText('Set TC-0001 to high priority. 1 couldn’t be changed: There is no such ticket.')
    expect(useSelection.getState().selected.size).toBe(0)
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(sent[1]).toEqual({ priority: 'MEDIUM', ticketIds: ['t1'] }))
    await screen.findByText('Change to TC-0001 undone.')
  })

  it('keeps what others have changed since', async () => {
    const { sent, user } = setUp({ priority: 'LOW' })
    await user.click(screen.getByRole('button', { name: 'Priority' }))
    await user.click(screen.getByRole('menuitem', { name: 'High' }))
    await screen.findByText(/^Set TC-0001/)
    act(() => void undoLatest())
    await screen.findByText('Couldn’t undo the change to TC-0001 because someone has changed it since.')
    expect(sent).toHaveLength(1)
  })

  it('offers the tags of the selected tickets for removal', async () => {
    const { sent, user } = setUp()
    act(() => updateSelected([{ ...rows[0]!, tags: ['vip', 'late'] }], [], () => true))
    await user.click(await screen.findByRole('button', { name: 'Untag' }))
    expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual(['late', 'vip'])
    await user.click(screen.getByRole('menuitem', { name: 'vip' }))
    expect(sent).toEqual([{ removeTags: ['vip'], ticketIds: ['t1', 't2', 't3'] }])
  })
})
