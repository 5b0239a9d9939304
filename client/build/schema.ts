import type { Plugin } from 'vite'
import schema from '../src/graphql/introspection.ts'

type TypeRef = { kind: string; ofType?: TypeRef | null }
type SchemaType = {
  kind: string
  name: string
  fields?: { name: string; type: TypeRef }[]
  interfaces?: { name: string }[]
  possibleTypes?: { name: string }[]
}

/** What the cache needs to know of a type: which parts can be null, and which are lists. */
const wrapping = ({ kind, ofType }: TypeRef): string => {
  if (kind === 'NON_NULL') return `${wrapping(ofType!)}!`
  return kind === 'LIST' ? `[${wrapping(ofType!)}]` : ''
}

const names = (of: { name: string }[] = []): string => of.map(({ name }) => name).join(' ')

/** One line for each type. `schemaOf` in `graphql/schemaText.ts` reads it. */
const text = (schema.__schema.types as unknown as SchemaType[])
  .filter(({ kind }) => kind !== 'SCALAR')
  .map(({ kind, name, fields = [], interfaces, possibleTypes }) => {
    const listed = fields.map((field) => `${field.name}${wrapping(field.type)}`).join(' ')
    return [kind, name, listed, names(interfaces), names(possibleTypes)].join('|')
  })
  .join('\n')

/** Loads the schema that the cache uses as one short text: written as introspection it is ten times as long. */
export const schemaAsText = (): Plugin => ({
  name: 'schema-as-text',
  enforce: 'pre',
  transform: (_code, id) =>
    id.replaceAll('\\', '/').endsWith('/src/graphql/introspection.ts')
      ? {
          code: `import { schemaOf } from './schemaText.ts'\nexport default schemaOf(${JSON.stringify(text)})\n`,
          map: null,
        }
      : undefined,
})
