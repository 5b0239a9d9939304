import { useCallback, useEffect, useState } from 'react'
import { actAs } from '../graphql/actingViewer.ts'

/** A sign-in of this person, in one browser. */
export type SignedIn = {
  id: string
  isCurrent: boolean
  userAgent: string | null
  ipAddress: string | null
  createdAt: string
  lastSeenAt: string
}

/** The account of who is signed in. */
export type Account = {
  id: string
  name: string
  email: string
  role: 'buyer' | 'seller' | 'agent' | 'admin'
  secondFactor: boolean
  /** Whether the desk shows nothing else until a second factor is set up. */
  mustSetUp: boolean
  hasPassword: boolean
  avatarUrl: string | null
  passkeys: { id: string; name: string | null; createdAt: string }[]
  signIns: SignedIn[]
}

/** The account: undefined while it loads, `signedOut` or `failed` without one; and a function that loads it again. */
export const useAccount = (): [Account | 'signedOut' | 'failed' | undefined, () => Promise<void>] => {
  const [account, setAccount] = useState<Account | 'signedOut' | 'failed'>()
  const load = useCallback(async () => {
    try {
      const response = await fetch('/api/auth/account', { credentials: 'same-origin' })
      if (response.status === 401) return setAccount('signedOut')
      if (!response.ok) return setAccount('failed')
      const found = (await response.json()) as Account
      actAs(found.id)
      setAccount(found)
    } catch {
      setAccount('failed')
    }
  }, [])
  useEffect(() => void load(), [load])
  return [account, load]
}
