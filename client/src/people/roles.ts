import type { Role } from '../lib/roles.ts'

/** Every role, in the order that choices show them. */
export const ROLES: Role[] = ['BUYER', 'SELLER', 'AGENT', 'ADMIN']
