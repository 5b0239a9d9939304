import { globalId } from '../src/graphql/globalId.ts'
import { clientDocument, type Operation } from './documents.ts'
import type { LoadRequest } from './httpLoad.ts'
import { pageHeaders, type Session } from './sessions.ts'

/** An agent's answer; `@MARK@` becomes a number by which its deliveries are recognised. */
const TEXT = '[#@MARK@] Thank you for your patience. We have found it, and it will be with you on Friday.'

/** An operation as the client sends it: from a signed-in page, by the id of its document. */
export function clientRequest(session: Session, name: Operation, variables: object): LoadRequest {
  const body = JSON.stringify({ documentId: clientDocument(name).id, variables })
  return { method: 'POST', path: '/graphql', headers: pageHeaders(session), body }
}

/** A reply through the product. */
export function ourReply(session: Session, ticketId: string): LoadRequest {
  const input = { ticketId: globalId('Ticket', ticketId), clientId: '@UUID@', body: TEXT, audience: 'PARTICIPANTS' }
  return clientRequest(session, 'Reply', { input })
}

/** The end of a ticket's log. */
export function ourThread(session: Session, ticketId: string): LoadRequest {
  return clientRequest(session, 'ThreadHead', { ticketId: globalId('Ticket', ticketId), as: null })
}

/** A reply through the limit. */
export function limitReply(path: string, ticketId: string, agentId: string): LoadRequest {
  return limitPost(path, { ticketId, id: '@UUID@', text: TEXT, agentId })
}

/** A read of the limit. */
export function limitGet(...path: string[]): LoadRequest {
  return { method: 'GET', path: `/${path.map(encodeURIComponent).join('/')}`, headers: {}, body: '' }
}

/** A write of the limit. */
export function limitPost(path: string, body: object): LoadRequest {
  return { method: 'POST', path, headers: {}, body: JSON.stringify(body) }
}
