import type { Role } from '../lib/roles.ts'
import { useRoleName } from './useViewer.ts'

/** The desk's own name for a role. */
export const RoleName = ({ role }: { role: Role }) => <>{useRoleName()(role)}</>
