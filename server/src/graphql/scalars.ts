import { GraphQLError } from 'graphql'
import { isStorable } from '../platform/text.ts'
import { builder } from './builder.ts'

const RFC3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/

builder.scalarType('DateTime', {
  description: 'A time in RFC 3339 format: 2026-11-20T09:30:00.000Z.',
  serialize: (value) => (typeof value === 'string' && value.endsWith('+00:00') ? fromUtc(value) : toIso(value)),
  parseValue: (value) => {
    const date = typeof value === 'string' && RFC3339.test(value) ? new Date(value) : undefined
    if (!date || Number.isNaN(date.getTime()))
      throw new GraphQLError('A DateTime must be in RFC 3339 format: 2026-11-20T09:30:00Z.')
    return date
  },
})

function toIso(value: Date | string): string {
  return (value instanceof Date ? value : new Date(value)).toISOString()
}

/** PostgreSQL's JSON has microseconds and +00:00. Cutting text is far cheaper than creating a Date for each timestamp of a timeline. */
function fromUtc(text: string): string {
  const [seconds, fraction = ''] = text.slice(0, -6).split('.') as [string, string?]
  return `${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
}

builder.scalarType('Cursor', {
  description: 'An opaque position in a live feed. Store the last one and pass it as `after`.',
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value !== 'string' || !isStorable(value))
      throw new GraphQLError('A Cursor must be a string that a feed has returned.')
    return value
  },
})
