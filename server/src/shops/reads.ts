import { BY_NAME } from '../platform/database/collation.ts'
import { statement } from '../platform/database/statement.ts'
import { type Person, personColumns, personFrom } from '../viewer/person.ts'
import { SHOP, type Shop } from '../viewer/reads.ts'

const ofViewer = statement<Shop & Record<string, unknown>>(`
  SELECT ${SHOP} FROM sellers s WHERE s.id = ANY ((SELECT viewer_shops())::uuid[]) ORDER BY s.shop_name ${BY_NAME}, s.id`)

/** The shops whose people the viewer belongs to, by name. */
export function readViewerShops(): Promise<Shop[]> {
  return ofViewer.rows()
}

const byId = statement<Shop & Record<string, unknown>>(`SELECT ${SHOP} FROM sellers s WHERE s.id = $1`)

/** A shop, or null. */
export async function readShop(id: string): Promise<Shop | null> {
  return (await byId.first(id)) ?? null
}

/** A person of a shop. */
export interface Member {
  shopId: string
  person: Person
}

const members = statement<{ member: Record<string, any> & { shop_id: string } }>(`
  SELECT to_json(x) AS member FROM (
    SELECT s.id AS shop_id, ${personColumns('u', 'person')}, row_number() OVER (ORDER BY (u.id <> s.owner_id), m.joined_at, u.id) AS position
    FROM sellers s JOIN shop_members m ON m.shop_id = s.id AND m.removed_at IS NULL JOIN users u ON u.id = m.user_id
    WHERE s.id = ANY ($1::uuid[])
  ) x ORDER BY x.position`)

/** The people of these shops whom the current identity may see, each shop's owner first. */
export async function readMembers(shopIds: readonly string[]): Promise<Member[]> {
  const rows = await members.rows(shopIds)
  return rows.map(({ member }) => ({ shopId: member.shop_id, person: personFrom(member, 'person')! }))
}
