import type { TicketPriority, TicketStatus, TicketType } from '../../generated/prisma/client.ts'
import type { DemoFile } from './files.ts'

/** The speakers: the demo desk's people by the local part of their address. */
export type Who = 'buyer' | 'buyer2' | 'seller' | 'seller2' | 'agent' | 'agent2' | 'admin'

/** One step of a demo conversation, in chronological order. */
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
  /** How long ago it started, in hours. */
  ago: number
  steps: Step[]
  /** The people who have starred it. */
  starred?: Who[]
}

/** A person writes to all participants, with optional files. */
export const say = (who: Who, text: string, ...files: DemoFile[]): Step => ({ say: who, text, files })
/** A staff member writes a note. */
export const note = (who: Who, text: string): Step => ({ note: who, text })
/** A staff member claims the ticket. */
export const claim = (who: Who): Step => ({ claim: who })
/** A person sets the status. */
export const status = (by: Who, to: TicketStatus): Step => ({ status: to, by })
/** A person sets the priority. */
export const priority = (by: Who, to: TicketPriority): Step => ({ priority: to, by })
/** A person adds tags. */
export const tag = (by: Who, ...tags: string[]): Step => ({ tag: tags, by })
