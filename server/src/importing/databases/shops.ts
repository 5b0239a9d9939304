import type pg from 'pg'
import { cleanLine } from '../../platform/text.ts'
import { bulkInsert } from '../bulk/insertRows.ts'
import { stableId } from '../ids.ts'
import type { ImportedRows } from './importedRows.ts'
import type { ForeignShop } from './model.ts'
import type { LocalPerson, People } from './people.ts'
import type { Report } from './report.ts'

const NAME_MAX = 200

/** A shop of the desk. */
export interface LocalShop {
  id: string
  owner: LocalPerson
}

interface ShopRow {
  externalId: string
  id: string
  name: string
  ownerId: string
  createdAt: string
}

const shopRows = bulkInsert<ShopRow>('sellers', [
  { name: 'id', type: 'uuid', value: ({ id }) => id },
  { name: 'shop_name', type: 'text', value: ({ name }) => name },
  { name: 'owner_id', type: 'uuid', value: ({ ownerId }) => ownerId },
  { name: 'created_at', type: 'timestamptz', value: ({ createdAt }) => createdAt },
])

/** The shops of the source and which they are here: a shop of the same name and owner is the same one. */
export class Shops {
  private readonly local = new Map<string, LocalShop>()
  private readonly byOwner = new Map<string, LocalShop>()

  constructor(
    private readonly client: pg.ClientBase,
    private readonly rows: ImportedRows,
    private readonly people: People,
    private readonly report: Report,
  ) {}

  /** Adds these shops, or finds them. Returns how many are new. */
  async add(shops: readonly ForeignShop[]): Promise<number> {
    const known = await this.rows.find(
      'shop',
      shops.map(({ id }) => id),
    )
    const made: ShopRow[] = []
    for (const shop of shops) {
      const owner = await this.ownerOf(shop)
      if (!owner) this.report.lost(shop, 'its owner was deleted in this desk')
      if (!owner) continue
      const name = cleanLine(shop.name ?? '').slice(0, NAME_MAX) || `Shop ${shop.id.slice(0, 8)}`
      const earlier = known.get(shop.id) ?? (await this.existing(owner.id, name))
      const id = earlier ?? stableId(this.rows.source, 'shop', shop.id)
      if (!earlier) {
        const createdAt = shop.createdAt ?? new Date().toISOString()
        made.push({ externalId: shop.id, id, name, ownerId: owner.id, createdAt })
      } else if (!known.has(shop.id)) await this.rows.add('shop', [[shop.id, id]])
      this.local.set(shop.id, { id, owner })
      if (shop.ownerId !== null) this.byOwner.set(shop.ownerId, { id, owner })
    }
    await shopRows.into(this.client, made)
    await this.rows.add(
      'shop',
      made.map(({ externalId, id }) => [externalId, id] as const),
    )
    return made.length
  }

  /** A shop by its id in the source, or by that of its owner. */
  get(id: string): LocalShop | undefined {
    return this.local.get(id) ?? this.byOwner.get(id)
  }

  private async ownerOf(shop: ForeignShop): Promise<LocalPerson | null> {
    const owner = shop.ownerId === null ? undefined : this.people.get(shop.ownerId)
    if (owner !== undefined) return owner
    this.report.changed(shop, 'its owner is not in the source: it has one who cannot sign in')
    return this.people.standIn(`shop ${shop.id}`, shop.name ?? 'Unknown seller', 'seller')
  }

  private async existing(ownerId: string, name: string): Promise<string | undefined> {
    const { rows } = await this.client.query<{ id: string }>(
      'SELECT id FROM sellers WHERE owner_id = $1 AND shop_name = $2 ORDER BY created_at LIMIT 1',
      [ownerId, name],
    )
    return rows[0]?.id
  }
}
