import { prisma } from '../platform/database/prisma.ts'

/** The shops with these ids, in the same order; an Error for each that does not exist. */
export async function readShops(ids: readonly string[]): Promise<({ id: string } | Error)[]> {
  const found = new Map(
    (await prisma.seller.findMany({ where: { id: { in: [...ids] } } })).map((shop) => [shop.id, shop]),
  )
  return ids.map((id) => found.get(id) ?? new Error('The shop does not exist.'))
}
