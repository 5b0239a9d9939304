import type { DocumentNode } from 'graphql'
import schema from './introspection.ts'
import { leafFields } from './leafFields.ts'

type Type = { name: string; fields?: { name: string; type: { kind: string; ofType?: { kind: string } } }[] }

/**
 * The scalar fields that a fragment selects, blank: null where the schema allows it, else an empty list or an empty text.
 * The introspection of the cache does not tell scalars apart.
 */
export const blankFields = (typeName: string, fragment: DocumentNode): Record<string, unknown> => {
  const type = (schema.__schema.types as unknown as Type[]).find(({ name }) => name === typeName)!
  const blankOf = (name: string) => {
    const { kind, ofType } = type.fields!.find((field) => field.name === name)!.type
    if (kind !== 'NON_NULL') return null
    return ofType?.kind === 'LIST' ? [] : ''
  }
  return Object.fromEntries(leafFields(fragment).map((name) => [name, blankOf(name)]))
}
