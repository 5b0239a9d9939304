import type { SenderType, UserRole } from '../../generated/prisma/client.ts'
import { isStaffRole } from '../../platform/database/identity.ts'
import type { Conversation } from './conversations.ts'
import type { ForeignMessage, Requester } from './model.ts'
import type { Origin, Report } from './report.ts'
import { STAFF, type LocalPerson, type People } from './people.ts'
import type { Shops } from './shops.ts'

/** Whose ticket it becomes. */
export interface LocalRequester {
  person: LocalPerson
  role: UserRole
  shopId: string | null
}

const ID_SHOWN = 8

/** Finds the people here who belong to conversations of the source. */
export class Authors {
  constructor(
    private readonly people: People,
    private readonly shops: Shops,
    private readonly report: Report,
  ) {}

  /** Null if the person was imported before and has been deleted since. */
  async requesterOf({ personId, shopId }: Requester, origin: Origin): Promise<LocalRequester | null> {
    const shop = shopId === null ? undefined : this.shops.get(shopId)
    if (personId === null && shop) return { person: shop.owner, role: 'seller', shopId: shop.id }
    const role = personId === null && shopId !== null ? 'seller' : 'buyer'
    const person = await this.personOf(personId ?? shopId ?? '', role, origin)
    return person && { person, role, shopId: shop?.id ?? null }
  }

  /** Who wrote a message; null for those of the system, and for people who were deleted here. */
  async authorOf(
    message: ForeignMessage,
    { personId, shopId }: Conversation,
    requester: LocalRequester,
  ): Promise<LocalPerson | null> {
    const { authorId, sender } = message
    if (sender === 'system') return null
    if (authorId !== null)
      return this.personOf(authorId, sender === 'seller' ? 'seller' : isStaff(sender) ? 'agent' : 'buyer', message)
    if (isStaff(sender)) return this.people.standIn(STAFF, 'Support', 'agent')
    if (message.personId === personId && message.shopId === shopId) return requester.person
    if (message.personId === null && message.shopId === null) return requester.person
    return (await this.requesterOf(message, message))?.person ?? null
  }

  /** What a message counts as, if the source does not say: what its author is. */
  senderOf({ sender }: ForeignMessage, author: LocalPerson | null, requester: LocalRequester): SenderType {
    if (sender !== null) return author || sender !== 'system' ? sender : 'system'
    return author && author.id !== requester.person.id && isStaffRole(author.role) ? author.role : requester.role
  }

  private async personOf(id: string, role: UserRole, origin: Origin): Promise<LocalPerson | null> {
    const known = this.people.get(id)
    if (known !== undefined) return known
    const name = `Unknown ${role === 'seller' ? 'seller' : 'person'} ${id.slice(0, ID_SHOWN)}`.trim()
    this.report.changed(
      origin,
      `${role === 'seller' ? 'seller' : 'person'} ${id || '(empty)'} is not in the source: imported as "${name}"`,
    )
    return this.people.standIn(id, name, role)
  }
}

function isStaff(sender: SenderType | null): boolean {
  return sender === 'admin' || sender === 'agent'
}
