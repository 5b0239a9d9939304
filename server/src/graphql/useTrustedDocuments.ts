import type { GraphQLParams, Plugin } from 'graphql-yoga'
import type { Viewer } from '../viewer/viewer.ts'
import type { Context } from './context.ts'
import type { TrustedDocuments } from './trustedDocuments.ts'

type Started = { viewer?: Viewer | null }

/**
 * Persisted documents as in the appendix of GraphQL over HTTP: an operation can name its document by `documentId`. Those that were
 * prepared are neither parsed nor validated again. It has to come before the plugins that limit other documents.
 */
export function useTrustedDocuments(documents: TrustedDocuments): Plugin<Context> {
  return {
    onRequestParse: ({ request, requestParser, setRequestParser }) => {
      if (request.method !== 'GET' || !requestParser) return
      // Yoga takes only the parameters that it knows.
      setRequestParser(async (parsed) => {
        const documentId = new URL(parsed.url, 'http://localhost').searchParams.get('documentId')
        const params = (await requestParser(parsed)) as GraphQLParams
        return { ...params, ...(documentId && { documentId }) }
      })
    },
    onParams: ({ params, setParams, context }) =>
      setParams(documents.resolve(params, (context as unknown as Started).viewer)),
    onParse: ({ params, context, setParsedDocument }) => {
      const node = documents.admit(String(params.source), (context as unknown as Started).viewer)
      if (node) setParsedDocument(node)
    },
    onValidate: ({ params, setResult }) => {
      if (documents.isValid(params.documentAST)) setResult([])
    },
  }
}
