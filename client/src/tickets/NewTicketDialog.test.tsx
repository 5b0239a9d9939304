import { describe, expect, it, jest } from '@jest/globals'
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { CombinedError } from 'urql'
import { fromValue } from 'wonka'
import { buyer, renderIn, silentClient, type TestClient } from '../../test/render.tsx'
import { NewTicketDialog } from './NewTicketDialog.tsx'
import { ticketRow } from './ticket.fixture.ts'

type Input = { subject: string; body: string; clientId: string; type: string; priority: string }
type Answer = { ticket: unknown; errors: { code: string; message: string; path: string[] | null }[] }

const setUp = (answers: Answer[]) => {
  const sent: Input[] = []
  const executeMutation = ({ variables }: { variables: { input: Input } }) => {
    sent.push(variables.input)
    return fromValue({ data: { createTicket: answers.shift() }, stale: false, hasNext: false })
  }
  const onCreated = jest.fn()
  const client = { ...silentClient, executeMutation } as unknown as TestClient
  renderIn(<NewTicketDialog isOpen onClose={() => undefined} onCreated={onCreated} />, { viewer: buyer, client })
  return { sent, onCreated, user: userEvent.setup() }
}
const created = { ticket: ticketRow(7), errors: [] }

describe('a new ticket with a shop', () => {
  const openLink = (isClosed: boolean | null) => {
    const sent: object[] = []
    const node =
      isClosed === null
        ? null
        : { __typename: 'Seller', id: 's1', shopName: 'Nordlicht Audio', isErased: false, isClosed }
    const executeQuery = () => fromValue({ data: { node, sellers: { edges: [] } }, stale: false, hasNext: false })
    const executeMutation = ({ variables }: { variables: { input: object } }) => {
      sent.push(variables.input)
      return fromValue({ data: { createTicket: created }, stale: false, hasNext: false })
    }
    const client = { ...silentClient, executeQuery, executeMutation } as unknown as TestClient
    const prefill = { shop: 's1', subject: 'Late parcel', order: '4711' }
    const dialog = <NewTicketDialog isOpen prefill={prefill} onClose={() => undefined} onCreated={() => undefined} />
    renderIn(dialog, { viewer: buyer, client })
    return { sent, user: userEvent.setup() }
  }

  it('is filled in by a link', async () => {
    const { sent, user } = openLink(false)
    await user.type(screen.getByLabelText('Message'), 'Where is it?')
    await user.click(screen.getByRole('button', { name: 'Create ticket' }))
    expect(sent).toMatchObject([{ subject: 'Late parcel', order: '4711', to: 'SHOP', sellerId: 's1' }])
  })

  it.each([
    ['closed', true, 'The shop of this link is closed.'],
    ['unknown', null, 'The shop of this link doesn’t exist any more.'],
  ])('says that the shop of the link is %s, and keeps the text', async (_, isClosed, message) => {
    const { sent, user } = openLink(isClosed)
    expect(screen.getByRole('alert').textContent).toContain(message)
    expect((screen.getByLabelText('Subject') as HTMLInputElement).value).toBe('Late parcel')
    await user.type(screen.getByLabelText('Message'), 'Where is it?')
    await user.click(screen.getByRole('button', { name: 'Create ticket' }))
    expect(sent).toEqual([])
    expect((screen.getByLabelText('Message') as HTMLTextAreaElement).value).toBe('Where is it?')
  })
})

describe('a new ticket', () => {
  it('needs a subject and a message', async () => {
    const { sent, user } = setUp([])
    await user.click(screen.getByRole('button', { name: 'Create ticket' }))
    expect(screen.getByText('Enter a subject.')).toBeTruthy()
    expect(screen.getByText('Enter a message.')).toBeTruthy()
    expect(sent).toEqual([])
  })

  it('keeps the text when it is rejected, and retries with the same id', async () => {
    const { sent, onCreated, user } = setUp([
      { ticket: null, errors: [{ code: 'VALIDATION', message: 'Not this subject.', path: ['subject'] }] },
      created,
    ])
    await user.type(screen.getByLabelText('Subject'), 'Broken')
    await user.type(screen.getByLabelText('Message'), 'It broke.')
    await user.click(screen.getByRole('button', { name: 'Create ticket' }))
    expect(screen.getByText('Not this subject.')).toBeTruthy()
    expect((screen.getByLabelText('Message') as HTMLTextAreaElement).value).toBe('It broke.')
    await user.type(screen.getByLabelText('Subject'), ' again')
    await user.click(screen.getByRole('button', { name: 'Create ticket' }))
    expect(sent.map(({ subject }) => subject)).toEqual(['Broken', 'Broken again'])
    expect(sent[0]!.clientId).toBe(sent[1]!.clientId)
    expect(onCreated).toHaveBeenCalledWith('TC-0007')
  })

  it('says when to try again after too many tickets, and keeps the text', async () => {
    const message = 'Too many new tickets. Try again in 6 s.'
    const error = new CombinedError({
      graphQLErrors: [{ message, extensions: { code: 'RATE_LIMITED', retryAfter: 6 } } as never],
    })
    const executeMutation = () => fromValue({ error, stale: false, hasNext: false })
    const client = { ...silentClient, executeMutation } as unknown as TestClient
    const dialog = <NewTicketDialog isOpen onClose={() => undefined} onCreated={() => undefined} />
    renderIn(dialog, { viewer: buyer, client })
    const user = userEvent.setup()
    await user.type(screen.getByLabelText('Subject'), 'Broken')
    await user.type(screen.getByLabelText('Message'), 'It broke.')
    await user.click(screen.getByRole('button', { name: 'Create ticket' }))
    expect(screen.getByRole('alert').textContent).toBe(message)
    expect((screen.getByLabelText('Message') as HTMLTextAreaElement).value).toBe('It broke.')
  })

  it.each(['tags', 'requesterId', 'clientId', 'attachmentIds'])(
    'shows why it is rejected because of %s',
    async (name) => {
      const { user } = setUp([
        { ticket: null, errors: [{ code: 'FORBIDDEN', message: 'You may not.', path: ['input', name] }] },
      ])
      await user.type(screen.getByLabelText('Subject'), 'Broken')
      await user.type(screen.getByLabelText('Message'), 'It broke.')
      await user.click(screen.getByRole('button', { name: 'Create ticket' }))
      expect(screen.getByRole('alert').textContent).toBe('You may not.')
    },
  )
})
