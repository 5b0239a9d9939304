import type pg from 'pg'
import type { UserRole } from '../../generated/prisma/client.ts'
import { isVisible } from '../../platform/characters.ts'
import { isStaffRole } from '../../platform/database/identity.ts'
import { cleanLine } from '../../platform/text.ts'
import { normalizeEmail } from '../../viewer/emailAddress.ts'
import { bulkInsert } from '../bulk/insertRows.ts'
import { stableId } from '../ids.ts'
import type { ImportedRows } from './importedRows.ts'
import type { ForeignPerson } from './model.ts'
import type { Report } from './report.ts'
import type { Transactions } from './transactions.ts'

const NAME_MAX = 200
const BATCH = 1_000
const ID_SHOWN = 8

/** A person of the desk. */
export interface LocalPerson {
  id: string
  role: UserRole
  isActive: boolean
}

interface NewPerson {
  externalId: string
  id: string
  name: string
  email: string
  role: UserRole
  createdAt: string
  isDisabled: boolean
}

const userRows = bulkInsert<NewPerson>('users', [
  { name: 'id', type: 'uuid', value: ({ id }) => id },
  { name: 'name', type: 'text', value: ({ name }) => name },
  { name: 'email', type: 'text', value: ({ email }) => email },
  { name: 'role', type: 'user_role', value: ({ role }) => role },
  { name: 'created_at', type: 'timestamptz', value: ({ createdAt }) => createdAt },
  { name: 'disabled_at', type: 'timestamptz', value: ({ isDisabled, createdAt }) => (isDisabled ? createdAt : null) },
])

/**
 * The people of the source and who they are here. Existing people, by address, stay as they are; nobody gets a password. People
 * without an address get one that receives nothing.
 */
export class People {
  /** Null: this person was imported before, and has been deleted since. */
  private readonly local = new Map<string, LocalPerson | null>()

  constructor(
    private readonly client: pg.ClientBase,
    private readonly rows: ImportedRows,
    private readonly report: Report,
  ) {}

  /** Adds these people, or finds them. Returns how many are new. */
  async add(
    people: readonly ForeignPerson[],
    shopNames: ReadonlyMap<string, string>,
    transactions: Transactions,
  ): Promise<number> {
    let added = 0
    for (let from = 0; from < people.length; from += BATCH) {
      const batch = people.slice(from, from + BATCH)
      const known = await this.find(batch.map(({ id }) => id))
      const fresh = batch
        .filter(({ id }) => !known.has(id))
        .map((person) => this.newPerson(person, shopNames.get(person.id)))
      added += await transactions.run(() => this.insert(fresh))
    }
    return added
  }

  /** A person by their id in the source; undefined if the source does not have them, null if they were deleted here. */
  get(id: string): LocalPerson | null | undefined {
    return this.local.get(id)
  }

  /** Somebody whom the source only mentions: a person without an account, or the staff, who wrote without a name. */
  async standIn(id: string, name: string, role: UserRole): Promise<LocalPerson | null> {
    const key = `unknown ${id}`
    const cached = this.local.get(key) ?? (await this.find([key])).get(key)
    if (cached !== undefined) return cached
    const createdAt = new Date().toISOString()
    // Disabled: nobody is behind it.
    await this.insert([{ ...this.named(key, cleanLine(name)), role, createdAt, isDisabled: true }])
    return this.local.get(key)!
  }

  /** Forgets the stand-ins, which may have been rolled back. */
  forgetStandIns(): void {
    for (const key of this.local.keys()) if (key.startsWith('unknown ')) this.local.delete(key)
  }

  private async find(ids: readonly string[]): Promise<Map<string, LocalPerson | null>> {
    const known = await this.rows.find('person', ids)
    const people = await this.read('id = ANY ($1::uuid[])', [...known.values()])
    const byId = new Map(people.map((person) => [person.id, person]))
    const found = new Map([...known].map(([id, local]) => [id, byId.get(local) ?? null]))
    for (const [id, person] of found) this.local.set(id, person)
    return found
  }

  private async insert(fresh: readonly NewPerson[]): Promise<number> {
    // Always in the same order, so that two writers of the same people cannot deadlock.
    const added = await userRows.into(
      this.client,
      fresh.toSorted((a, b) => (a.email < b.email ? -1 : 1)),
    )
    const people = await this.read(
      'email = ANY ($1)',
      fresh.map(({ email }) => email),
    )
    const byEmail = new Map(people.map((person) => [person.email, person]))
    for (const { externalId, email } of fresh) this.local.set(externalId, byEmail.get(email)!)
    await this.rows.add(
      'person',
      fresh.map(({ externalId, email }) => [externalId, byEmail.get(email)!.id] as const),
    )
    return added
  }

  private async read(condition: string, values: readonly string[]): Promise<(LocalPerson & { email: string })[]> {
    if (values.length === 0) return []
    const found = await this.client.query<LocalPerson & { email: string }>(
      `SELECT id, email, role, disabled_at IS NULL AS "isActive" FROM users WHERE ${condition}`,
      [values],
    )
    return found.rows
  }

  private newPerson(person: ForeignPerson, shopName: string | undefined): NewPerson {
    const { id, email: given, createdAt = new Date().toISOString() } = person
    const email = normalizeEmail(given ?? '')
    const role = person.role ?? 'buyer'
    if (!email) this.report.changed(person, given ? 'has an invalid address, which was left out' : 'has no address')
    const name = [person.name, shopName, email?.split('@')[0]]
      .map((one) => cleanLine(one?.toWellFormed() ?? ''))
      .find(isVisible)
    const fallback = `${role === 'agent' ? 'Agent' : role === 'seller' ? 'Seller' : 'Customer'} ${id.slice(0, ID_SHOWN)}`
    const made = this.named(id, name ?? fallback)
    return { ...made, email: email ?? made.email, role, createdAt, isDisabled: false }
  }

  private named(externalId: string, name: string): Pick<NewPerson, 'externalId' | 'id' | 'name' | 'email'> {
    const id = stableId(this.rows.source, 'person', externalId)
    return { externalId, id, name: name.slice(0, NAME_MAX).toWellFormed(), email: `${id}@import.parley.example` }
  }
}

/** The id of the stand-in for staff who wrote without a name. */
export const STAFF = 'staff'

/** Whether tickets can be assigned to this person. */
export function isAssignable(person: LocalPerson | null | undefined): person is LocalPerson {
  return person != null && person.isActive && isStaffRole(person.role)
}
