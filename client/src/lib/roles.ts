/** The roles of users. */
export type Role = 'ADMIN' | 'AGENT' | 'BUYER' | 'SELLER'

export const isStaff = (role: Role | undefined | null): boolean => role === 'AGENT' || role === 'ADMIN'
