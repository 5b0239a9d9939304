import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connection.ts'
import { connectionType } from '../graphql/connectionType.ts'
import { pageCursor, pageOf } from '../platform/page.ts'
import { searchedText } from '../platform/text.ts'
import type { Person } from './person.ts'
import { countPeople, countSellers, listPeople, listSellers, type PeopleFilter, type Shop } from './reads.ts'
import { Role, Seller, User } from './schema.ts'

const UserConnection = connectionType<Person, { filter: PeopleFilter }>('User', User, 'people')
builder.objectField(UserConnection, 'totalCount', (t) =>
  t.int({ description: 'The total number of items on all pages.', resolve: ({ filter }) => countPeople(filter) }),
)

const SellerConnection = connectionType<Shop, { text: string | null }>('Seller', Seller, 'shops')
builder.objectField(SellerConnection, 'totalCount', (t) =>
  t.int({ description: 'The total number of items on all pages.', resolve: ({ text }) => countSellers(text) }),
)

const TEXT_MAX = 200

builder.queryFields((t) => {
  const first = t.arg.int({ description: 'The number of items from the start; 25 by default, 100 at most.' })
  const after = t.arg.string({ description: 'After this edge’s cursor.' })
  return {
    users: t.field({
      type: UserConnection,
      authScopes: { signedIn: true },
      description:
        'The people the viewer can see, ordered by name. Staff see everyone; others see themselves, staff, and the participants of their tickets.',
      args: {
        role: t.arg({ type: [Role], description: 'Only users with one of these roles.' }),
        text: t.arg.string({ description: 'Only people whose name or (for staff) email address contains this.' }),
        disabled: t.arg.boolean({ description: 'Only disabled users, or (false) only users who are not disabled.' }),
        isService: t.arg.boolean({ description: 'Only service accounts, or (false) only people.' }),
        first,
        after,
      },
      complexity: (args) => ({ field: 1, multiplier: Math.min(100, args.first ?? 25) }),
      resolve: async (_root, { role, text, disabled, isService, ...page }) => {
        const chosen = { role: role ?? null, disabled: disabled ?? null, isService: isService ?? null }
        const filter = { ...chosen, text: searchedText(text ?? '', TEXT_MAX) }
        const found = await listPeople(filter, pageOf(page, 2))
        return { ...connectionOf(found, (person) => pageCursor(person.name, person.id)), filter }
      },
    }),
    sellers: t.field({
      type: SellerConnection,
      authScopes: { signedIn: true },
      description: 'The shops the viewer can see, ordered by name.',
      args: { text: t.arg.string({ description: 'Only shops whose name contains this.' }), first, after },
      complexity: (args) => ({ field: 1, multiplier: Math.min(100, args.first ?? 25) }),
      resolve: async (_root, { text, ...page }) => {
        const words = searchedText(text ?? '', TEXT_MAX)
        const found = await listSellers(words, pageOf(page, 2))
        return { ...connectionOf(found, (shop) => pageCursor(shop.shopName, shop.id)), text: words }
      },
    }),
  }
})
