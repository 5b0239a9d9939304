import { Check, Copy, Mail } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { fullTime } from '../lib/time.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import type { InvitationRowFragment } from './people.generated.ts'

export type Made = { invitation: InvitationRowFragment; link: string; mailing: boolean }

/** A new invitation link, with a copy button. */
export const InvitationLink = ({ made: { invitation, link, mailing }, onDone }: { made: Made; onDone: () => void }) => {
  const t = useTranslations('people')
  const [copied, setCopied] = useState(false)
  const address = new URL(link, location.origin).href
  const copy = () => void navigator.clipboard?.writeText(address).then(() => setCopied(true))
  return (
    <div className="flex flex-col gap-4">
      <p>{t('invited', { name: invitation.name, until: fullTime(invitation.expiresAt) })}</p>
      <Field
        label={t('link')}
        value={address}
        isReadOnly
        onFocus={(event) => (event.target as HTMLInputElement).select?.()}
      />
      {mailing && (
        <p className="flex items-center gap-2 text-sm text-muted">
          <Mail aria-hidden className="size-4" />
          {t('mailed')}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onPress={onDone}>{t('done')}</Button>
        <Button variant="primary" onPress={copy} autoFocus>
          {copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
          {copied ? t('copied') : t('copyLink')}
        </Button>
      </div>
    </div>
  )
}
