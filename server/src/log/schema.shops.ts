import { builder } from '../graphql/builder.ts'
import { readPeople, readShops } from '../viewer/reads.ts'
import { Seller, User } from '../viewer/schema.ts'
import { entryType } from './schema.kinds.ts'

builder.objectFields(entryType('ShopAskedInEntry', 'Staff asked the shop into the ticket.'), (t) => ({
  seller: t.loadable({
    type: Seller,
    nullable: true,
    description: 'The shop.',
    load: (ids: string[]) => readShops(ids) as Promise<never[]>,
    resolve: ({ data }) => data.sellerId,
  }),
  withHistory: t.boolean({
    description: 'Whether the shop can read what everyone wrote before.',
    resolve: ({ data }) => data.withHistory,
  }),
}))
builder.objectFields(
  entryType('ShopAssignmentEntry', 'For the shop and staff: who of the shop handles the ticket.'),
  (t) => ({
    person: t.loadable({
      type: User,
      nullable: true,
      description: 'Who handles it from now on; null: nobody, or nobody whom the viewer knows.',
      load: async (ids: string[]) =>
        (await readPeople(ids)).map((person) => (person instanceof Error ? null : person)) as never[],
      resolve: ({ data }) => data.userId,
    }),
  }),
)
