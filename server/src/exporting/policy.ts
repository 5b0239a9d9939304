import type { Viewer } from '../viewer/viewer.ts'

/** Admins export tickets and the data of people. */
export const canExport = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin'
