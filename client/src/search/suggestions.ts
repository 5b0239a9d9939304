import { isStaff, type Role } from '../lib/roles.ts'
import { FILTERS, lastToken, type FilterKey } from './query.ts'

const DAY_MS = 86_400_000

/** The filters that a role is offered. Buyers see no tags; only staff see who is assigned and notes. */
export const filtersFor = (role: Role): FilterKey[] =>
  FILTERS.filter((key) => isStaff(role) || (key !== 'assignee' && key !== 'in' && (key !== 'tag' || role === 'SELLER')))

/** The date some days ago, as filters take it, in the time zone of this device. */
const daysAgo = (days: number, now: Date): string => {
  const date = new Date(now.getTime() - days * DAY_MS)
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`
}

const IS = ['open', 'in-progress', 'resolved', 'closed', 'unread', 'starred'] as const
const IS_FOR_STAFF = ['mine', 'unassigned'] as const

const valuesOf = (key: FilterKey, role: Role, now: Date): readonly string[] => {
  if (key === 'is') return isStaff(role) ? [...IS, ...IS_FOR_STAFF] : IS
  if (key === 'in') return ['notes']
  if (key === 'assignee') return ['me']
  if (key === 'before' || key === 'after') return [0, 7, 30, 365].map((days) => daysAgo(days, now))
  return []
}

/** A filter to insert: complete, or up to its colon. */
export type Suggestion = { id: string; key: FilterKey; value?: string }

/** What can follow in the search field: every filter while it is empty, or the values of the filter being typed. */
export const suggestionsFor = (text: string, role: Role, now: Date): Suggestion[] => {
  const keys = filtersFor(role)
  if (!text.trim()) return keys.map((key) => ({ id: `${key}:`, key }))
  const [, typed, partial = ''] = /^(\p{L}+):(.*)$/u.exec(lastToken(text).toLowerCase()) ?? []
  const key = keys.find((one) => one === typed)
  if (!key) return []
  return valuesOf(key, role, now)
    .filter((value) => value.startsWith(partial) && value !== partial)
    .map((value) => ({ id: `${key}:${value}`, key, value }))
}
