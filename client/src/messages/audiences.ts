import { Lock, Store, UserRound, UsersRound, type LucideIcon } from 'lucide-react'
import type { Mode } from '../lib/writingModes.ts'
import type { Audience, TicketSidesFragment } from './messages.generated.ts'

const AUDIENCES: Record<Mode, Audience> = {
  reply: 'PARTICIPANTS',
  requester: 'REQUESTER',
  shop: 'SHOP',
  note: 'STAFF',
}

/** Who reads what is written in a mode. */
export const audienceOf = (mode: Mode): Audience => AUDIENCES[mode]

/** The modes that write to these audiences, in the order of the menu. */
export const modesFor = (audiences: readonly Audience[]): Mode[] =>
  (Object.keys(AUDIENCES) as Mode[]).filter((mode) => audiences.includes(AUDIENCES[mode]))

/** Whether the viewer chooses between sides: otherwise there is only the reply, and for staff the note. */
export const isTwoSided = ({
  shopTakesPart,
  viewerAudiences,
}: Pick<TicketSidesFragment, 'shopTakesPart' | 'viewerAudiences'>): boolean =>
  shopTakesPart && viewerAudiences.some((audience) => audience === 'REQUESTER' || audience === 'SHOP')

/** The mode after this one, for the key that changes it. */
export const nextMode = (modes: readonly Mode[], mode: Mode): Mode =>
  modes[(modes.indexOf(mode) + 1) % modes.length] ?? mode

type Look = {
  icon: LucideIcon
  /** Background and text; none for messages that everyone reads. */
  box: string
  text: string
  placeholder: string
}

/** How each audience looks, in the composer and in the conversation: always with its icon and words. */
export const LOOKS: Record<Audience, Look> = {
  PARTICIPANTS: { icon: UsersRound, box: '', text: 'text-muted', placeholder: 'placeholder:text-subtle' },
  REQUESTER: {
    icon: UserRound,
    box: 'bg-side-requester text-side-requester-text',
    text: 'text-side-requester-text',
    placeholder: 'placeholder:text-side-requester-text',
  },
  SHOP: {
    icon: Store,
    box: 'bg-side-shop text-side-shop-text',
    text: 'text-side-shop-text',
    placeholder: 'placeholder:text-side-shop-text',
  },
  STAFF: {
    icon: Lock,
    box: 'bg-note text-note-text',
    text: 'text-note-text',
    placeholder: 'placeholder:text-note-text',
  },
}
