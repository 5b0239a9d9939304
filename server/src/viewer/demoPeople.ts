import type { UserRole } from '../generated/prisma/client.ts'

interface DemoPerson {
  email: string
  name: string
  role: UserRole
}

/** The password of everyone on the demo desk. */
export const DEMO_PASSWORD = 'parley-demo'

/** The accounts of the demo desk. They are fixed, since scripts and checks rely on them. */
export const DEMO_PEOPLE: DemoPerson[] = [
  { email: 'buyer@parley.example', name: 'Mira Castellanos', role: 'buyer' },
  { email: 'buyer2@parley.example', name: 'Tomasz Zieliński', role: 'buyer' },
  { email: 'seller@parley.example', name: 'Ines Okafor', role: 'seller' },
  { email: 'seller2@parley.example', name: 'Haruto Watanabe', role: 'seller' },
  { email: 'agent@parley.example', name: 'Sofia Lindqvist', role: 'agent' },
  { email: 'agent2@parley.example', name: 'Daniel Mbeki', role: 'agent' },
  { email: 'admin@parley.example', name: 'Ruth Adeyemi', role: 'admin' },
]
