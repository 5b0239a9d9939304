import { column, type Field } from './field.ts'
import { globalId } from './globalId.ts'

/** A person: a row of users. */
export const USER: Record<string, Field> = {
  id: globalId('User'),
  role: column('role'),
}

/** A shop: a row of sellers. */
export const SELLER: Record<string, Field> = {
  id: globalId('Seller'),
}
