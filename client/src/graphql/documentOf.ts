import { gql } from '@urql/core'
import type { DocumentNode } from 'graphql'

/** The document of a text, parsed when it is first used. The build writes the hooks' documents so: `build/documents.ts`. */
export const documentOf = (text: string): DocumentNode => {
  let parsed: DocumentNode | undefined
  return {
    kind: 'Document' as DocumentNode['kind'],
    get definitions() {
      parsed ??= gql(text)
      return parsed.definitions
    },
  } as DocumentNode
}
