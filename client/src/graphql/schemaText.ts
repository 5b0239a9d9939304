type TypeRef = { kind: string; name?: string; ofType?: TypeRef }

const ANY: TypeRef = { kind: 'SCALAR', name: 'Any' }

const unwrapped = (wrapping: string): TypeRef => {
  if (wrapping.endsWith('!')) return { kind: 'NON_NULL', ofType: unwrapped(wrapping.slice(0, -1)) }
  if (wrapping.endsWith(']')) return { kind: 'LIST', ofType: unwrapped(wrapping.slice(1, -1)) }
  return ANY
}

const words = (text = ''): string[] => text.split(' ').filter(Boolean)
const named = (text?: string) => words(text).map((name) => ({ name }))

/** The introspection that the cache needs, of a schema that `build/schema.ts` has written as text. */
export const schemaOf = (text: string): object => ({
  __schema: {
    queryType: { name: 'Query' },
    mutationType: { name: 'Mutation' },
    subscriptionType: { name: 'Subscription' },
    types: text.split('\n').map((line) => {
      const [kind, name, fields, interfaces, possibleTypes] = line.split('|')
      return {
        kind,
        name,
        fields: words(fields).map((field) => {
          const [fieldName = ''] = /^\w+/.exec(field) ?? []
          return { name: fieldName, type: unwrapped(field.slice(fieldName.length)), args: [] }
        }),
        interfaces: named(interfaces),
        possibleTypes: named(possibleTypes),
      }
    }),
  },
})
