import { canChangeAccess } from '../people/policy.ts'

/** Admins erase other people. */
export const canErase = canChangeAccess
