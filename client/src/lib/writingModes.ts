/** What a composer writes: to everyone, to one side and staff, or a note for staff. The names are part of stored drafts. */
export const MODES = ['reply', 'requester', 'shop', 'note'] as const

export type Mode = (typeof MODES)[number]
