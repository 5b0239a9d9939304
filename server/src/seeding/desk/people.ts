import type { UserRole } from '../../generated/prisma/client.ts'
import { FAMILY_NAMES, GIVEN_NAMES } from '../../importing/madeUpNames.ts'
import { BUYER_TRADES } from '../words/trades.ts'
import type { Crowd } from './plan.ts'
import type { Random } from './random.ts'

/** A person of the desk, as stored in the users table. */
export interface DeskPerson {
  id: string
  name: string
  email: string
  role: UserRole
  expertise: string[]
}

/** A shop and its owner. */
export interface DeskShop {
  id: string
  name: string
  ownerId: string
}

/** All people of the desk. */
export interface People {
  buyers: DeskPerson[]
  sellers: DeskPerson[]
  agents: DeskPerson[]
  admins: DeskPerson[]
  /** The nth shop belongs to the nth seller. */
  shops: DeskShop[]
}

const SHOP_WORDS = [
  'Studio',
  'Atelier',
  'Trading',
  'Goods',
  'Workshop',
  'Garden',
  'Books',
  'Outdoor',
  'Vintage',
  'Ceramics',
  'Bikes',
  'Kitchen',
]

/** Generates all people. `mark` distinguishes this desk's addresses from another's. */
export function makePeople(crowd: Crowd, random: Random, mark: string): People {
  const many = (count: number, role: UserRole) =>
    Array.from({ length: count }, (_, index) => makePerson(random, role, `${mark}.${index}`))
  const sellers = many(crowd.sellers, 'seller')
  return {
    buyers: many(crowd.buyers, 'buyer'),
    sellers,
    agents: many(crowd.agents, 'agent'),
    admins: many(crowd.admins, 'admin'),
    shops: sellers.map(({ id, name }) => ({
      id: random.uuid(),
      name: `${name.split(' ')[1]} ${random.pick(SHOP_WORDS)}`,
      ownerId: id,
    })),
  }
}

function makePerson(random: Random, role: UserRole, mark: string): DeskPerson {
  const [given, family] = [random.pick(GIVEN_NAMES), random.pick(FAMILY_NAMES)]
  const trades = role === 'agent' ? [random.pick(BUYER_TRADES), random.pick(BUYER_TRADES)] : []
  return {
    id: random.uuid(),
    name: `${given} ${family}`,
    email: `${given}.${family}.${role}.${mark}@seed.parley.example`.toLowerCase(),
    role,
    expertise: [...new Set(trades.flatMap(({ tags }) => tags.slice(0, 2)))],
  }
}
