import { brandWithType } from '@pothos/core'
import { RequestError } from '../platform/userError.ts'
import { isUuid } from '../platform/database/identity.ts'
import { builder } from './builder.ts'
import { globalId, parseGlobalId } from './globalId.ts'

type Load = (key: string) => Promise<object | null>

const loaders = new Map<string, { load: Load; forAdmins: boolean }>()

/**
 * Registers how to load an object of this type by the key in its global id. `forAdmins` is for tables on which other roles
 * have no privileges: reading them would fail, and with it the whole operation.
 */
export function nodeType(name: string, load: Load, { forAdmins = false } = {}): void {
  loaders.set(name, { load, forAdmins })
}

/** The `id` field and the Node interface of a type whose rows have a UUID as `id`. */
export function nodeId(name: string) {
  return (row: { id: string }) => globalId(name, row.id)
}

builder.queryField('node', (t) =>
  t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    description: 'Any object by its id; null if the viewer cannot see it.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'A global id.' }) },
    resolve: async (_root, { id }, { identity }) => {
      const parsed = parseGlobalId(id)
      const type = parsed && loaders.get(parsed.type)
      if (!type) throw new RequestError('BAD_USER_INPUT', 'This is not a valid id.')
      if (type.forAdmins && identity?.role !== 'admin') return null
      const row = isUuid(parsed.key) ? await type.load(parsed.key.toLowerCase()) : null
      if (!row) return null
      const branded = { ...row }
      brandWithType(branded, parsed.type as never)
      return branded as never
    },
  }),
)
