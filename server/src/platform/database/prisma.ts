import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '../../generated/prisma/client.ts'
import { currentOperation } from './operation.ts'

/**
 * A pool for Prisma that always returns the connection of the current operation, so that Prisma has no identity of its
 * own.
 */
class OperationPool extends pg.Pool {
  override query(config: unknown): any {
    return currentOperation().query(config as pg.QueryConfig)
  }
  override connect(): any {
    throw new Error('Prisma transactions are not supported: an operation is a transaction.')
  }
}

// Prisma's own statements are unnamed and planned each time, which is 1.3 times slower.
const statementNameGenerator = ({ sql }: { sql: string }) =>
  `p${createHash('sha256').update(sql).digest('base64url').slice(0, 20)}`

const client = new PrismaClient({ adapter: new PrismaPg(new OperationPool(), { statementNameGenerator }) })

/**
 * The Prisma client. Prisma batches `findUnique` calls of one tick into one query, regardless of the caller: the operations
 * of two people would share one identity. So each is sent as `findFirst`, which is never batched.
 */
export const prisma = client.$extends({
  name: 'one identity per query',
  query: {
    $allModels: {
      findUnique: ({ model, args }) => delegate(model).findFirst(withoutCompoundKeys(args)),
      findUniqueOrThrow: ({ model, args }) => delegate(model).findFirstOrThrow(withoutCompoundKeys(args)),
    },
  },
}) as unknown as PrismaClient

interface Finder {
  findFirst(args: object): Promise<any>
  findFirstOrThrow(args: object): Promise<any>
}

function delegate(model: string): Finder {
  return (client as unknown as Record<string, Finder>)[model[0]!.toLowerCase() + model.slice(1)]!
}

/** `{ userId_ticketId: { userId, ticketId } }` is a key of findUnique only; findFirst needs its parts. */
function withoutCompoundKeys(args: { where: Record<string, unknown> }): object {
  const where: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(args.where)) {
    if (key.includes('_') && typeof value === 'object') Object.assign(where, value)
    else where[key] = value
  }
  return { ...args, where }
}
