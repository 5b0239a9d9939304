import { GraphQLError } from 'graphql'
import { isStorable } from '../platform/text.ts'
import { builder } from './builder.ts'

const RFC3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/

builder.scalarType('DateTime', {
  description: 'A moment, as RFC 3339 writes it: 2026-11-20T09:30:00.000Z.',
  serialize: (value) => (value instanceof Date ? value : new Date(value)).toISOString(),
  parseValue: (value) => {
    const date = typeof value === 'string' && RFC3339.test(value) ? new Date(value) : undefined
    if (!date || Number.isNaN(date.getTime()))
      throw new GraphQLError('A DateTime is written as RFC 3339 has it: 2026-11-20T09:30:00Z.')
    return date
  },
})

builder.scalarType('Cursor', {
  description: 'Opaque position in a live feed. Keep the last one you saw, and hand it back as `after`.',
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value !== 'string' || !isStorable(value))
      throw new GraphQLError('A Cursor is a text that a feed has given.')
    return value
  },
})
