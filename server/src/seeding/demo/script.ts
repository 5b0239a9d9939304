import type { TicketPriority, TicketStatus, TicketType } from '../../generated/prisma/client.ts'
import type { DemoFile } from './files.ts'

/** Who speaks: the demo desk's people by the part before the @ of their address. */
export type Who = 'buyer' | 'buyer2' | 'seller' | 'seller2' | 'agent' | 'agent2' | 'admin'

/** One step of a demo conversation, in the order it happened. */
export type Step =
  | { say: Who; text: string; files?: DemoFile[] }
  | { note: Who; text: string }
  | { claim: Who }
  | { status: TicketStatus; by: Who }
  | { priority: TicketPriority; by: Who }
  | { tag: string[]; by: Who }

/** A conversation of the demo desk. */
export interface Script {
  by: Who
  subject: string
  text: string
  type?: TicketType
  priority?: TicketPriority
  tags?: string[]
  /** How long ago it began, in hours. */
  ago: number
  steps: Step[]
  /** Who has starred it. */
  starred?: Who[]
}

/** Somebody writes to everyone in the ticket, and may send files along. */
export const say = (who: Who, text: string, ...files: DemoFile[]): Step => ({ say: who, text, files })
/** A staff member writes a note. */
export const note = (who: Who, text: string): Step => ({ note: who, text })
/** A staff member claims the ticket. */
export const claim = (who: Who): Step => ({ claim: who })
/** Somebody sets the status. */
export const status = (by: Who, to: TicketStatus): Step => ({ status: to, by })
/** Somebody sets the priority. */
export const priority = (by: Who, to: TicketPriority): Step => ({ priority: to, by })
/** Somebody adds tags. */
export const tag = (by: Who, ...tags: string[]): Step => ({ tag: tags, by })
