import type pg from 'pg'

/** A seller's shop in another system. */
export interface ExternalShop {
  /** How the system knows the shop; without it, a shop is found by its name among those of its owner. */
  externalId?: string | undefined
  name: string
  /** Whether the name was only derived from the id. */
  isUnnamed?: boolean
}

interface Found {
  id: string
  shopName: string
  ownerId: string
  isOwnerDisabled: boolean
}

const KNOWN = `
  select s.id, s.shop_name as "shopName", s.owner_id as "ownerId", u.disabled_at is not null as "isOwnerDisabled"
    from external_shops e join sellers s on s.id = e.shop_id join users u on u.id = s.owner_id
   where e.source = $1 and e.external_id = $2 for update of s`
const JOIN = 'insert into shop_members (shop_id, user_id) values ($1, $2) on conflict do nothing'
const OPEN = `
  with own as (select id from sellers where owner_id = $1 and shop_name = $2 order by created_at limit 1),
       opened as (insert into sellers (shop_name, owner_id) select $2, $1 where not exists (select from own) returning id)
  select id, true as "isNew" from opened union all select id, false from own`

/**
 * Opens the shop of a seller unless the desk has it already. Its name follows. A shop keeps its first owner until that account is disabled;
 * its other sellers become members. Returns whether anything was written.
 */
export async function openShop(
  client: pg.ClientBase,
  ownerId: string,
  source: string,
  shop: ExternalShop | undefined,
): Promise<boolean> {
  if (!shop) return false
  const { externalId, name, isUnnamed } = shop
  if (externalId === undefined) return (await open(client, ownerId, name)).isNew
  // Concurrent sign-ins of two sellers of one shop open it once.
  await client.query('select pg_advisory_xact_lock(7270049, hashtext($1))', [`${source} ${externalId}`])
  const known = (await client.query<Found>(KNOWN, [source, externalId])).rows[0]
  if (!known) {
    const { id } = await open(client, ownerId, name)
    await client.query('insert into external_shops values ($1, $2, $3)', [source, externalId, id])
    return true
  }
  // A second seller of the shop answers for it too, unless the owner has removed them since.
  const isOther = ownerId !== known.ownerId && !known.isOwnerDisabled
  const joined = isOther && (await client.query(JOIN, [known.id, ownerId])).rowCount === 1
  const next = { name: isUnnamed ? known.shopName : name, ownerId: known.isOwnerDisabled ? ownerId : known.ownerId }
  if (next.name === known.shopName && next.ownerId === known.ownerId) return joined
  await client.query('update sellers set shop_name = $2, owner_id = $3 where id = $1', [
    known.id,
    next.name,
    next.ownerId,
  ])
  return true
}

async function open(client: pg.ClientBase, ownerId: string, name: string): Promise<{ id: string; isNew: boolean }> {
  return (await client.query<{ id: string; isNew: boolean }>(OPEN, [ownerId, name])).rows[0]!
}
