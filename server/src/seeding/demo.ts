import { randomUUID } from 'node:crypto'
import { type Files, openFiles } from '../attachments/files.ts'
import { storeFile } from '../attachments/storeFile.ts'
import type { ServerEnv } from '../env.ts'
import { claim } from '../tickets/claim.ts'
import { createTicket } from '../tickets/createTicket.ts'
import { setPriority } from '../tickets/setPriority.ts'
import { setStatus } from '../tickets/setStatus.ts'
import { star } from '../tickets/star.ts'
import { updateTags } from '../tickets/updateTags.ts'
import { sendMessage } from '../messages/sendMessage.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import type { RoleUrls } from '../platform/database/provision.ts'
import type { Logger } from '../platform/log.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE } from '../viewer/demoPeople.ts'
import { createPerson } from '../viewer/people.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { deriveKey, readDeskSecret } from '../viewer/deskSecret.ts'
import { COUNSELLING } from './demo/counselling.ts'
import { DEMO_FILES } from './demo/files.ts'
import { seedDisputes } from './demo/disputes.ts'
import { seedMacros } from './demo/macros.ts'
import { MARKETPLACE } from './demo/marketplace.ts'
import { seedRequests } from './demo/requests.ts'
import type { Script, Step, Who } from './demo/script.ts'
import { spreadOverTime } from './demo/spreadOverTime.ts'

type Profile = ServerEnv['DESK_PROFILE']

const EXPERTISE: Record<Profile, Partial<Record<Who, string[]>>> = {
  marketplace: { agent: ['delivery', 'damaged', 'payouts'], agent2: ['payments', 'invoice', 'catalogue'] },
  counselling: { agent: ['choice of studies', 'leave', 'finance'], agent2: ['exams', 'wellbeing', 'documents'] },
}
const SHOPS: Record<Profile, Partial<Record<Who, string>>> = {
  marketplace: { seller: 'Northlight Lamps', seller2: 'Kumo Ceramics' },
  counselling: { seller: 'Harbour Hospital', seller2: 'Kumo Publishing' },
}

/** Fills an empty database with a realistic desk, through the product's own operations under their authors' identities. */
export async function seedDemo({ env, roles, log }: { env: ServerEnv; roles: RoleUrls; log: Logger }): Promise<void> {
  const pools = openPools(roles, log)
  const key = deriveKey((await readDeskSecret(pools.maintenance)).secret, 'files')
  const files = await openFiles({ env, pools, key, log })
  try {
    const people = await createPeople(pools, env.DESK_PROFILE)
    const scripts = env.DESK_PROFILE === 'counselling' ? COUNSELLING : MARKETPLACE
    const oldestFirst = [...scripts].sort((a, b) => b.ago - a.ago)
    for (const script of oldestFirst) await play(files, people, script)
    if (env.DESK_PROFILE === 'marketplace') await seedDisputes(pools, people)
    await seedRequests(pools, people, env.DESK_PROFILE)
    await seedMacros(pools, people, env.DESK_PROFILE)
  } finally {
    await files.close()
    await pools.close()
  }
}

async function createPeople(pools: Pools, profile: Profile): Promise<Map<Who, Viewer>> {
  const people = new Map<Who, Viewer>()
  for (const person of DEMO_PEOPLE) {
    const who = person.email.split('@')[0] as Who
    const { id } = await createPerson(pools.maintenance, {
      ...person,
      password: DEMO_PASSWORD,
      expertise: EXPERTISE[profile][who] ?? [],
    })
    people.set(who, { ...person, id, avatarUrl: null, signIn: { kind: 'token', id, expiresAt: null } })
    const shop = SHOPS[profile][who]
    if (shop) await pools.maintenance.query('INSERT INTO sellers (shop_name, owner_id) VALUES ($1, $2)', [shop, id])
  }
  await addMember(pools, people.get('seller')!.id)
  return people
}

/** A second person of the first shop. */
async function addMember(pools: Pools, ownerId: string): Promise<void> {
  const person = { name: 'Tove Lindqvist', email: 'seller3@parley.example', role: 'seller' } as const
  const { id } = await createPerson(pools.maintenance, { ...person, password: DEMO_PASSWORD })
  await pools.maintenance.query(
    'INSERT INTO shop_members (shop_id, user_id) SELECT id, $2 FROM sellers WHERE owner_id = $1 LIMIT 1',
    [ownerId, id],
  )
}

async function play(files: Files, people: Map<Who, Viewer>, script: Script): Promise<void> {
  const { pools } = files
  const as = <T>(who: Who, work: (viewer: Viewer) => Promise<T>) => {
    const viewer = people.get(who)!
    return asIdentity(pools, { role: viewer.role, userId: viewer.id }, 'write', () => work(viewer))
  }
  const { subject, text, type = 'problem', priority = 'medium', tags = [] } = script
  const ticketId = await as(script.by, (viewer) =>
    createTicket(viewer, { subject, body: text, type, priority, tags: [], clientId: randomUUID(), attachmentIds: [] }),
  )
  const sorter = script.by.startsWith('seller') ? script.by : firstAgentOf(script)
  await as(sorter, (viewer) => updateTags(viewer, { ticketId, add: tags }))
  for (const step of script.steps) {
    const attachmentIds = await filesOf(files, people.get(authorOf(step))!, step)
    await as(authorOf(step), (viewer) => take(viewer, ticketId, step, attachmentIds))
  }
  for (const who of script.starred ?? []) await as(who, (viewer) => star(viewer, { ticketId, starred: true }))
  await spreadOverTime(pools.maintenance, ticketId, script.ago)
}

async function filesOf(files: Files, viewer: Viewer, step: Step): Promise<string[]> {
  const ids: string[] = []
  for (const name of ('files' in step && step.files) || [])
    ids.push(
      await storeFile(files, { role: viewer.role, userId: viewer.id }, { name, bytes: await DEMO_FILES[name]() }),
    )
  return ids
}

/** Buyers cannot set tags: the assigned agent does. */
function firstAgentOf({ steps }: Script): Who {
  return steps.map(authorOf).find((who) => who.startsWith('agent')) ?? 'agent'
}

function authorOf(step: Step): Who {
  if ('say' in step) return step.say
  if ('note' in step) return step.note
  return 'claim' in step ? step.claim : step.by
}

async function take(viewer: Viewer, ticketId: string, step: Step, attachmentIds: string[]): Promise<unknown> {
  if ('say' in step)
    return sendMessage(viewer, {
      ticketId,
      clientId: randomUUID(),
      body: step.text,
      audience: 'participants',
      attachmentIds,
    })
  if ('note' in step)
    return sendMessage(viewer, { ticketId, clientId: randomUUID(), body: step.text, audience: 'staff' })
  if ('claim' in step) return claim(viewer, { ticketId })
  if ('status' in step) return setStatus(viewer, { ticketId, status: step.status })
  if ('priority' in step) return setPriority(viewer, { ticketId, priority: step.priority })
  return updateTags(viewer, { ticketId, add: step.tag })
}
