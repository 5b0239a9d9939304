import type { Role } from '../lib/roles.ts'
import { useRoleName } from './useViewer.ts'

/** The name of a role in this desk's profile. */
export const RoleName = ({ role }: { role: Role }) => <>{useRoleName()(role)}</>
