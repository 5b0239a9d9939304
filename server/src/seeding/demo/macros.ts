import { saveMacro, type SaveMacro } from '../../macros/saveMacro.ts'
import { asIdentity } from '../../platform/database/operation.ts'
import type { Pools } from '../../platform/database/pools.ts'
import type { Viewer } from '../../viewer/viewer.ts'
import type { Who } from './script.ts'

/** A macro of the demo desk, and its owner. */
type DemoMacro = Omit<SaveMacro, 'isShared'> & { by: Who; isShared?: boolean }

/** The saved replies of a marketplace's demo desk. */
const MARKETPLACE: DemoMacro[] = [
  {
    by: 'admin',
    isShared: true,
    name: 'Refund is on its way',
    body: 'Hello {{requester.firstName}},\n\nyour refund left us today. Banks take up to five working days, so please give it until next week before you look for it.\n\nAll the best\n{{agent.name}}, {{desk.name}}',
    status: 'resolved',
    addTags: ['refund'],
  },
  {
    by: 'agent',
    isShared: true,
    name: 'Ask for a photo',
    body: 'Hello {{requester.firstName}}, I’m sorry about that! Could you send us a photo of the damage and one of the inside of the box? You can drop them right here.',
    addTags: ['damaged'],
    assignTo: 'me',
  },
  {
    by: 'agent2',
    isShared: true,
    name: 'Delivery is late',
    body: 'Hello {{requester.firstName}}, your parcel is on its way but later than promised. I keep an eye on it and write again about {{ticket.number}} as soon as I know more.',
    status: 'in_progress',
    addTags: ['delivery'],
    assignTo: 'me',
  },
  { by: 'admin', isShared: true, name: 'Escalate', body: '', priority: 'high', addTags: ['escalated'] },
  { by: 'agent', name: 'Anything else?', body: 'Is there anything else I can do for you?' },
]

/** The saved replies of a counselling desk's demo. */
const COUNSELLING: DemoMacro[] = [
  {
    by: 'admin',
    isShared: true,
    name: 'Document is in your mailbox',
    body: 'Hello {{requester.firstName}}, the document you asked for is in your mailbox. Write here if anything in it is not right.',
    status: 'resolved',
    addTags: ['documents'],
  },
  {
    by: 'agent',
    isShared: true,
    name: 'Offer a talk',
    body: 'Hello {{requester.firstName}}, this is easier to talk about than to write about. I have time this week; which day suits you?\n\n{{agent.name}}',
    assignTo: 'me',
    addTags: ['talk'],
  },
  { by: 'agent2', isShared: true, name: 'Urgent for a counsellor', body: '', priority: 'high', addTags: ['urgent'] },
  {
    by: 'agent',
    name: 'You are not alone',
    body: 'Thank you for telling me, {{requester.firstName}}. Many feel like this, and there is help.',
  },
]

/** Saves the demo desk's macros, each as its owner. */
export async function seedMacros(
  pools: Pools,
  people: Map<Who, Viewer>,
  profile: 'marketplace' | 'counselling',
): Promise<void> {
  for (const { by, isShared = false, ...macro } of profile === 'counselling' ? COUNSELLING : MARKETPLACE) {
    const viewer = people.get(by)!
    const identity = { role: viewer.role, userId: viewer.id }
    // In the order they are written down.
    await asIdentity(pools, identity, 'write', () => saveMacro(viewer, { ...macro, isShared }))
  }
}
