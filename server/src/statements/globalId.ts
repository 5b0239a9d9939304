import { type Field, type Sql, value } from './field.ts'

/** A Relay global id, the same as graphql/globalId.ts writes. */
export const globalId = (type: string, key: Sql = ({ t }) => `${t}.id`): Field =>
  value((row) => `encode(convert_to('${type}:' || ${key(row)}, 'UTF8'), 'base64')`)
