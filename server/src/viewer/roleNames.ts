import type { UserRole } from '../generated/prisma/client.ts'

interface RoleName {
  role: UserRole
  one: string
  many: string
}

const MARKETPLACE: RoleName[] = [
  { role: 'buyer', one: 'Buyer', many: 'Buyers' },
  { role: 'seller', one: 'Seller', many: 'Sellers' },
  { role: 'agent', one: 'Agent', many: 'Agents' },
  { role: 'admin', one: 'Admin', many: 'Admins' },
]

const COUNSELLING: RoleName[] = [
  { role: 'buyer', one: 'Student', many: 'Students' },
  { role: 'seller', one: 'Partner', many: 'Partners' },
  { role: 'agent', one: 'Counsellor', many: 'Counsellors' },
  { role: 'admin', one: 'Admin', many: 'Admins' },
]

/** The role names of each desk profile. They are defined only here. */
export function roleNames(profile: 'marketplace' | 'counselling'): RoleName[] {
  return profile === 'counselling' ? COUNSELLING : MARKETPLACE
}
