import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, expect, test } from '@jest/globals'
import { Client, type Exchange, gql, type OperationResult } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { buildSchema, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import { LANGUAGES } from 'virtual:languages'
import { map } from 'wonka'
import { mergeCaches } from '../graphql/cache.ts'
import schema from '../graphql/introspection.ts'
import ar from '../languages/ar/ui.ts'
import de from '../languages/de/ui.ts'
import { pickLanguage } from '../languages/language.ts'
import { erasedNamesCache } from './erasedNames.ts'

const person = (id: string, name: string, isErased: boolean) => ({ __typename: 'User', id, name, isErased })
const DATA = {
  viewer: person('u1', 'Bea Buyer', false),
  ticket: {
    __typename: 'Ticket',
    id: 't1',
    requester: person('u2', 'Deleted user', true),
    // A name that somebody has given themselves.
    assignee: person('u3', 'Deleted user', false),
    seller: { __typename: 'Seller', id: 's1', shopName: 'Deleted shop', isErased: true },
  },
}
const QUERY = gql`
  {
    viewer {
      id
      name
      isErased
    }
    ticket(id: "t1") {
      id
      requester {
        id
        name
        isErased
      }
      assignee {
        id
        name
        isErased
      }
      seller {
        id
        shopName
        isErased
      }
    }
  }
`

const shown = async () => {
  const server: Exchange = () =>
    map((operation) => ({ operation, data: DATA, stale: false, hasNext: false }) as OperationResult)
  const exchanges = [cacheExchange({ schema, ...mergeCaches([erasedNamesCache]) }), server]
  const client = new Client({ url: 'http://test/graphql', preferGetMethod: false, exchanges })
  const { viewer, ticket } = (await client.query(QUERY, {}).toPromise()).data as typeof DATA
  return [viewer.name, ticket.requester.name, ticket.assignee.name, ticket.seller.shopName]
}

/** A language as a build has it. */
const add = (code: string, ui: object) => {
  LANGUAGES[code] = { name: code, dir: 'ltr', load: async () => ({ default: { ui } as never }) }
}

afterEach(() => pickLanguage('en'))

test('erased people and their shops are named in the language of the reader, nobody else is', async () => {
  expect(await shown()).toEqual(['Bea Buyer', 'Deleted user', 'Deleted user', 'Deleted shop'])
  add('de', de)
  await pickLanguage('de')
  expect(await shown()).toEqual(['Bea Buyer', 'Gelöschter Benutzer', 'Deleted user', 'Gelöschter Shop'])
  add('ar', ar)
  await pickLanguage('ar')
  expect(await shown()).toEqual(['Bea Buyer', 'مستخدم محذوف', 'Deleted user', 'متجر محذوف'])
})

test('all documents that select a name select whether it was erased', () => {
  const root = new URL('../', import.meta.url)
  const info = new TypeInfo(buildSchema(readFileSync(new URL('../../schema.graphql', root), 'utf8')))
  const named: Record<string, string> = { User: 'name', Seller: 'shopName' }
  let count = 0
  const missing = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => {
    if (!file.endsWith('.graphql')) return false
    let isMissing = false
    const SelectionSet = ({ selections }: { selections: readonly { name?: { value: string } }[] }) => {
      const fields = selections.map(({ name }) => name?.value)
      const name = named[info.getParentType()?.name ?? '']
      if (!name || !fields.includes(name)) return
      count++
      isMissing ||= !fields.includes('isErased')
    }
    visit(parse(readFileSync(new URL(file, root), 'utf8')), visitWithTypeInfo(info, { SelectionSet } as never))
    return isMissing
  })
  expect(missing).toEqual([])
  expect(count).toBeGreaterThan(40)
})
