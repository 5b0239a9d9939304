import type pg from 'pg'
import type { DeskAccent } from '../generated/prisma/client.ts'
import { readRetrying } from '../viewer/readRetrying.ts'

const READ = {
  name: 'desk_identity',
  text: `select s.desk_name as name, s.accent, s.profile, s.sender_address as sender, s.message_deletion_minutes as deletion, l.version as logo
    from desk_settings s left join desk_logo l on true`,
}
const DEFAULT_NAMES = { marketplace: 'Parley', counselling: 'Parley Counselling' }

type Profile = keyof typeof DEFAULT_NAMES

interface Row {
  name: string | null
  accent: DeskAccent
  profile: Profile | null
  sender: string | null
  logo: string | null
  deletion: number
}

/** Reads how the desk presents itself, for the first time. */
export async function openDeskIdentity(...from: ConstructorParameters<typeof DeskIdentity>): Promise<DeskIdentity> {
  const identity = new DeskIdentity(...from)
  await identity.refresh()
  return identity
}

/** How the desk presents itself: the settings, and what the environment says where they are empty. Read again while the desk runs. */
export class DeskIdentity {
  #row: Row = { name: null, accent: 'indigo', profile: null, sender: null, logo: null, deletion: 0 }
  readonly #pool: pg.Pool
  readonly #env: { DESK_PROFILE: Profile; MAIL_FROM: string }

  constructor(pool: pg.Pool, env: { DESK_PROFILE: Profile; MAIL_FROM: string }) {
    this.#pool = pool
    this.#env = env
  }

  /** Reads the settings again: other nodes may have changed them. */
  async refresh(): Promise<void> {
    const { rows } = await readRetrying<Row>(this.#pool, READ)
    if (rows[0]) this.#row = rows[0]
  }

  get profile(): Profile {
    return this.#row.profile ?? this.#env.DESK_PROFILE
  }

  get name(): string {
    return this.#row.name ?? DEFAULT_NAMES[this.profile]
  }

  get accent(): DeskAccent {
    return this.#row.accent
  }

  /** The sender of mails. */
  get senderAddress(): string {
    return this.#row.sender ?? this.#env.MAIL_FROM
  }

  /** The sender of mails unless the settings have another. */
  get defaultSender(): string {
    return this.#env.MAIL_FROM
  }

  /** For how many minutes authors can delete their own messages. */
  get messageDeletionMinutes(): number {
    return this.#row.deletion
  }

  /** The path of the logo; null without one. */
  get logoUrl(): string | null {
    return this.#row.logo && `/api/desk/logo?v=${this.#row.logo}`
  }
}
