import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { signOut } from './signIn.ts'
import type { Viewer } from './useViewer.ts'

type Props = {
  viewer: Viewer
  /** What the user can do. */
  text: string
  /** Where to continue as this user. */
  next?: string
  /** The button that signs out, and where it leads. */
  otherLabel: string
  otherUrl: string
}

/** Shown before a page that signs a user in: all tabs of this browser are already signed in as this user. */
export const SignedInAs = ({ viewer, text, next = '/', otherLabel, otherUrl }: Props) => {
  const t = useTranslations('viewer')
  const [busy, setBusy] = useState(false)
  const leave = () => {
    setBusy(true)
    void signOut(otherUrl)
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-3 rounded-md border border-line bg-sunken p-3">
        <Avatar name={viewer.name} url={viewer.avatarUrl} size="lg" />
        <span className="flex min-w-0 flex-col">
          <span dir="auto" className="truncate text-match-parent font-medium">
            {viewer.name}
          </span>
          <span className="truncate text-sm text-muted">{viewer.email}</span>
        </span>
      </div>
      <p className="text-muted">{text}</p>
      <div className="flex flex-col gap-2">
        <Button variant="primary" onPress={() => location.assign(next)} className="h-9" autoFocus>
          <span className="truncate">{t('continueAs', { name: viewer.name })}</span>
        </Button>
        <Button onPress={leave} isDisabled={busy} className="h-9">
          {otherLabel}
        </Button>
      </div>
    </div>
  )
}
