import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import {
  Client,
  CombinedError,
  formatDocument,
  gql,
  stringifyDocument,
  type Operation,
  type OperationResult,
} from '@urql/core'
import { makeFetchBody } from '@urql/core/internal'
import { parse, type DocumentNode, type OperationDefinitionNode } from 'graphql'
import { pipe, subscribe } from 'wonka'
import { handServer } from '../../test/handServer.ts'
import { nextTurn } from '../../test/time.ts'
import { documentId, trustedDocuments } from './trustedDocuments.ts'

const SOURCES = path.resolve(import.meta.dirname, '..')
const MANIFEST = JSON.parse(readFileSync(path.resolve(SOURCES, '../../trusted-documents.json'), 'utf8')) as Record<
  string,
  string
>
const files = (ending: string) =>
  readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending))
const operationOf = ({ definitions }: DocumentNode): OperationDefinitionNode | undefined =>
  definitions.find((each) => each.kind === 'OperationDefinition')

describe('the manifest', () => {
  const known = new Map(Object.values(MANIFEST).map((text) => [operationOf(parse(text))!.name!.value, text]))

  it.each(files('.graphql'))('has the operations of %s', (file) => {
    const { definitions } = parse(readFileSync(path.join(SOURCES, file), 'utf8'))
    const names = definitions.flatMap((each) => (each.kind === 'OperationDefinition' ? [each.name!.value] : []))
    expect(names.filter((name) => !known.has(name))).toEqual([])
  })

  it.each(files('.generated.ts'))('has the documents of %s as they are sent', async (file) => {
    const exported = Object.values((await import(path.join(SOURCES, file))) as object) as DocumentNode[]
    for (const document of exported.filter((each) => each?.definitions && operationOf(each))) {
      const sent = formatDocument(document)
      expect(MANIFEST[documentId(sent)]).toBe(stringifyDocument(sent))
    }
  })

  it('has nothing else', () => {
    const names = files('.graphql').flatMap((file) =>
      [...readFileSync(path.join(SOURCES, file), 'utf8').matchAll(/^(?:query|mutation|subscription) (\w+)/gm)].map(
        ([, name]) => name,
      ),
    )
    expect(new Set(known.keys())).toEqual(new Set(names))
  })
})

const ONE = gql`
  query One {
    one
  }
`
const TWO = gql`
  query Two {
    two
  }
`
const CHANGE = gql`
  mutation Change {
    change
  }
`
const LIVE = gql`
  subscription Live {
    live
  }
`

/** A page with a fake server: `answer` responds to the latest request. */
const setUp = () => {
  const { arriving, sent, server } = handServer(({ kind }) => kind !== 'teardown')
  let rejections = 0
  const client = new Client({
    url: 'http://test/graphql',
    preferGetMethod: false,
    exchanges: [trustedDocuments(() => void (rejections += 1)), server],
  })
  const results: OperationResult[] = []
  const ask = async (document: DocumentNode) => {
    const { kind } = { kind: operationOf(document)!.operation }
    const request = client.createRequestOperation(kind, { key: sent.length, query: document, variables: {} } as never)
    pipe(
      client.executeRequestOperation(request),
      subscribe((result) => void results.push(result)),
    )
    await nextTurn()
  }
  const answer = async (result: { data?: unknown; code?: string; message?: string }) => {
    const { data, code, message = 'No.' } = result
    const error = data ? undefined : new CombinedError({ graphQLErrors: [{ message, extensions: { code } }] })
    arriving.next({ operation: sent.at(-1)!, data, error, stale: false, hasNext: false } as OperationResult)
    await nextTurn()
  }
  return {
    ask,
    answer,
    results,
    bodies: () => sent.map((operation) => bodyOf(operation)),
    rejections: () => rejections,
  }
}

/** What of the document a request has. */
const bodyOf = (operation: Operation) => {
  const { query, documentId: id } = makeFetchBody(operation)
  return query === undefined ? { id } : { query }
}
const byId = (document: DocumentNode) => ({ id: documentId(document) })
const whole = (document: DocumentNode) => ({ query: stringifyDocument(document) })
const UNKNOWN = { code: 'PERSISTED_DOCUMENT_NOT_FOUND' }

describe('an operation', () => {
  it.each([
    ['query', ONE],
    ['mutation', CHANGE],
    ['subscription', LIVE],
  ])('is sent by the id of its document: %s', async (_kind, document) => {
    const { ask, answer, bodies, results } = setUp()
    await ask(document)
    expect(bodies()).toEqual([byId(document)])
    await answer({ data: { one: 1 } })
    expect(results).toHaveLength(1)
    expect(results[0]!.operation.query).toBe(document)
  })

  it.each([
    ['does not know it', UNKNOWN],
    [
      'knows no ids over HTTP',
      { code: 'BAD_USER_INPUT', message: 'Unexpected parameter "documentId" in the request body.' },
    ],
    ['knows no ids over WebSocket', { code: 'BAD_USER_INPUT', message: 'Syntax Error: Unexpected <EOF>.' }],
  ])('is sent once more with its document if the server %s', async (_case, refusal) => {
    for (const document of [ONE, CHANGE, LIVE]) {
      const { ask, answer, bodies, results } = setUp()
      await ask(document)
      await answer(refusal)
      expect(results).toEqual([])
      expect(bodies()).toEqual([byId(document), whole(document)])
      await answer({ data: { one: 1 } })
      expect(results.map(({ data }) => data)).toEqual([{ one: 1 }])
    }
  })

  it('is sent with its document from then on, and others are not', async () => {
    const { ask, answer, bodies } = setUp()
    await ask(ONE)
    await answer(UNKNOWN)
    await answer({ data: { one: 1 } })
    await ask(ONE)
    await ask(TWO)
    expect(bodies()).toEqual([byId(ONE), whole(ONE), whole(ONE), byId(TWO)])
  })

  it('is not sent a third time', async () => {
    const { ask, answer, bodies, results } = setUp()
    await ask(ONE)
    await answer(UNKNOWN)
    await answer(UNKNOWN)
    expect(bodies()).toHaveLength(2)
    expect(results).toHaveLength(1)
  })

  it('is not sent again after another error', async () => {
    const { ask, answer, bodies, results, rejections } = setUp()
    await ask(ONE)
    await answer({ code: 'BAD_USER_INPUT' })
    expect([bodies().length, results.length, rejections()]).toEqual([1, 1, 0])
  })

  it('that only a reload can help is not sent again, and says so', async () => {
    const { ask, answer, bodies, results, rejections } = setUp()
    await ask(ONE)
    await answer({ code: 'PERSISTED_DOCUMENT_REQUIRED' })
    expect([bodies().length, results.length, rejections()]).toEqual([1, 1, 1])
  })
})
