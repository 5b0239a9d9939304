import { stringifyDocument } from '@urql/core'
import { stripIgnoredCharacters, type DocumentNode } from 'graphql'
import type { Plugin } from 'vite'

const DOCUMENT = /^export const (\w+) = (\{.*\}) as unknown as DocumentNode;$/gm

/** Writes the documents of the generated hooks as text, which is parsed once it is used: as syntax trees they are ten times as long. */
export const documentsAsText = (): Plugin => ({
  name: 'documents-as-text',
  enforce: 'pre',
  transform(code, id) {
    if (!id.split('?')[0]!.endsWith('.generated.ts')) return
    const written = code.replaceAll(DOCUMENT, (_match, name: string, tree: string) => {
      const text = stripIgnoredCharacters(stringifyDocument(JSON.parse(tree) as DocumentNode))
      return `export const ${name} = /*#__PURE__*/ documentOf(${JSON.stringify(text)}) as unknown as DocumentNode;`
    })
    return written === code
      ? undefined
      : { code: `${written}\nimport { documentOf } from '../graphql/documentOf.ts'\n`, map: null }
  },
})
