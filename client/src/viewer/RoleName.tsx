import type { Role } from '../lib/roles.ts'
import { useRoleName } from './useViewer.ts'

/** A role in this desk's own word. */
export const RoleName = ({ role }: { role: Role }) => <>{useRoleName()(role)}</>
