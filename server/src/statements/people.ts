import { ERASED_SHOP, erasedEmail } from '../viewer/person.ts'
import { column, type Field, value } from './field.ts'
import { globalId } from './globalId.ts'

/** A person: a row of users. */
export const USER: Record<string, Field> = {
  id: globalId('User'),
  role: column('role'),
  isErased: value(({ t }) => `${t}.email = ${erasedEmail(t)}`),
}

/** A shop: a row of sellers. */
export const SELLER: Record<string, Field> = {
  id: globalId('Seller'),
  isErased: value(({ t }) => `${t}.closed_at IS NOT NULL AND ${t}.shop_name = '${ERASED_SHOP}'`),
}
