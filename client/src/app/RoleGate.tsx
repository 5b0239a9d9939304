import { useNavigate } from '@tanstack/react-router'
import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { actAs } from '../graphql/actingViewer.ts'
import { errorCode, requestId } from '../graphql/errors.ts'
import { askForSignIn, useSignInNeed } from '../graphql/signInNeed.ts'
import { lazily } from '../lib/lazily.ts'
import type { Role } from '../lib/roles.ts'
import { parseSearch } from '../lib/searchText.ts'
import { useBackOnline, useOnline } from '../lib/useOnline.ts'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { lastViewer, rememberViewer } from '../viewer/lastViewer.ts'
import { usePersonLanguage } from '../viewer/usePersonLanguage.ts'
import { ViewerContext, type Viewer } from '../viewer/useViewer.ts'
import { useViewerQuery } from '../viewer/viewer.generated.ts'

const SignInOver = lazily(() => import('../viewer/SignInOver.tsx'), 'SignInOver')

/** Each role's own dashboard. */
export const HOME = {
  BUYER: '/dashboard/chat',
  SELLER: '/seller/chat',
  AGENT: '/admin',
  ADMIN: '/admin',
} as const satisfies Record<Role, string>

/**
 * Shows a dashboard to its roles, redirects others to their own, and redirects to sign-in if no user is signed in.
 * Offline, it is the page of the last signed-in user until the server confirms who is signed in.
 */
export const RoleGate = ({ roles, children }: { roles: readonly Role[]; children?: ReactNode }) => {
  const [{ data: answer, error, fetching }, again] = useViewerQuery()
  const [last] = useState(lastViewer)
  const isOnline = useOnline()
  const data = answer ?? (!isOnline || errorCode(error) === 'NETWORK' ? last : undefined)
  // When the session ends, the page stays and the sign-in form opens over it.
  const [seen, setSeen] = useState<Viewer | null>(null)
  const viewer = data?.viewer ?? seen
  const isTranslated = usePersonLanguage(viewer)
  const needed = useSignInNeed((state) => state.needed)
  const lost = Boolean(seen && data && !data.viewer)

  useEffect(() => {
    if (data?.viewer) setSeen(data.viewer)
  }, [data?.viewer])
  useEffect(() => {
    if (answer) rememberViewer(answer.viewer && { viewer: answer.viewer, desk: answer.desk })
  }, [answer])
  useBackOnline(answer ? undefined : () => again({ requestPolicy: 'network-only' }))
  useEffect(() => {
    if (lost) void askForSignIn()
  }, [lost])

  if (!data) {
    if (fetching || !error) return null
    return <ErrorPanel requestId={requestId(error)} onRetry={() => again({ requestPolicy: 'network-only' })} />
  }
  if (!viewer) return <Leave to="/sign-in" />
  // Also for a page that opened without a network, and before it sends anything: its messages are sent as this user or
  // not at all.
  actAs(viewer.id)
  if (!isTranslated) return null
  if (!roles.includes(viewer.role)) return <Leave to={HOME[viewer.role]} />
  return (
    <ViewerContext value={{ viewer, desk: data.desk }}>
      {children}
      <Suspense>{needed && <SignInOver viewer={viewer} desk={data.desk} />}</Suspense>
    </ViewerContext>
  )
}

type LeaveProps = { to: '/sign-in' | (typeof HOME)[Role] }

/** Redirects once: a <Navigate> would redirect again on each render. */
const Leave = ({ to }: LeaveProps) => {
  const navigate = useNavigate()
  const gone = useRef(false)
  useEffect(() => {
    if (gone.current) return
    gone.current = true
    const { pathname, search } = location
    const next = to === '/sign-in' && pathname !== '/' ? `${pathname}${search}` : undefined
    // The shortcuts of an installed app lead to `/` with what to open there.
    const kept = to !== '/sign-in' && pathname === '/' ? parseSearch(search) : {}
    void navigate({ to, search: next ? { next } : kept, replace: true } as never)
  }, [navigate, to])
  return null
}
