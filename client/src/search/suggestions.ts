import { isStaff, type Role } from '../lib/roles.ts'
import { FILTERS, lastWord, type FilterKey } from './query.ts'

const DAY_MS = 86_400_000

/** The filters that a role is offered. Buyers see no tags; only staff see who is assigned and notes. */
const filtersFor = (role: Role): FilterKey[] =>
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
  if (key === 'in') return ['notes', 'messages', 'subject']
  if (key === 'assignee') return ['me', 'none']
  if (key === 'before' || key === 'after') return [0, 7, 30, 365].map((days) => daysAgo(days, now))
  return []
}

/** A filter to insert: complete, or up to its colon. */
export type Suggestion = { id: string; key: FilterKey; value?: string }

/** The filter being typed at the end of the text, with what there is of its value. */
export const filterBeingTyped = (text: string, role: Role): { key: FilterKey; value: string } | undefined => {
  const [, name, value = ''] = /^-?(\p{L}+):"?(.*)$/u.exec(lastWord(text).toLowerCase()) ?? []
  const key = filtersFor(role).find((one) => one === name)
  return key && { key, value }
}

/** What can follow in the search field: every filter while it is empty, or the values of the filter being typed. */
export const suggestionsFor = (text: string, role: Role, now: Date, tags: readonly string[]): Suggestion[] => {
  if (!text.trim()) return filtersFor(role).map((key) => ({ id: `${key}:`, key }))
  const typed = filterBeingTyped(text, role)
  if (!typed) return []
  const { key } = typed
  return (key === 'tag' ? tags : valuesOf(key, role, now))
    .filter((value) => value.toLowerCase().startsWith(typed.value) && value.toLowerCase() !== typed.value)
    .map((value) => ({ id: `${key}:${value}`, key, value }))
}

/** A suggestion as it is inserted: complete ones end with a space, values of several words are quoted. */
export const insertedText = ({ key, value }: Suggestion): string => {
  if (value === undefined) return `${key}:`
  return /\s/.test(value) ? `${key}:"${value}" ` : `${key}:${value} `
}
