import { Navigate, useLocation } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { requestId } from '../graphql/errors.ts'
import { askForSignIn } from '../graphql/signInNeed.ts'
import type { Role } from '../lib/roles.ts'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SignInOver } from '../viewer/SignInOver.tsx'
import { ViewerContext, type Viewer } from '../viewer/useViewer.ts'
import { useViewerQuery } from '../viewer/viewer.generated.ts'

/** Each role's own dashboard. */
export const HOME = {
  BUYER: '/dashboard/chat',
  SELLER: '/seller/chat',
  AGENT: '/admin',
  ADMIN: '/admin',
} as const satisfies Record<Role, string>

/** Lets in who belongs here; sends others to their own dashboard, and strangers to the sign-in. */
export const RoleGate = ({ roles, children }: { roles: Role[]; children?: ReactNode }) => {
  const [{ data, error, fetching }, again] = useViewerQuery()
  const { href } = useLocation()
  // Somebody whose sign-in ends while they work keeps their page; the form comes over it.
  const [seen, setSeen] = useState<Viewer | null>(null)
  const viewer = data?.viewer ?? seen
  const lost = Boolean(seen && data && !data.viewer)

  useEffect(() => {
    if (data?.viewer) setSeen(data.viewer)
  }, [data?.viewer])
  useEffect(() => {
    if (lost) void askForSignIn()
  }, [lost])

  if (!data) {
    if (fetching || !error) return null
    return <ErrorPanel requestId={requestId(error)} onRetry={() => again({ requestPolicy: 'network-only' })} />
  }
  if (!viewer) return <Navigate to="/sign-in" search={href === '/' ? {} : { next: href }} replace />
  if (!roles.includes(viewer.role)) return <Navigate to={HOME[viewer.role]} replace />
  return (
    <ViewerContext value={{ viewer, desk: data.desk }}>
      {children}
      <SignInOver viewerId={viewer.id} desk={data.desk} />
    </ViewerContext>
  )
}
