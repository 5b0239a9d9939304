import { Paperclip } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../ui/IconButton.tsx'
import { useIntake } from './useIntake.ts'
import { useLimitsHint } from './useLimitsHint.ts'

/** Picks files for a draft. */
export const AttachButton = ({ scope }: { scope: string }) => {
  const t = useTranslations('attachments')
  const take = useIntake(scope)
  const input = useRef<HTMLInputElement>(null)
  const [isNear, setNear] = useState(false)
  const hint = useLimitsHint(isNear)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          void take({ files: [...(event.target.files ?? [])], folders: [] })
          // The same file can be chosen again after it was removed.
          event.target.value = ''
        }}
      />
      <IconButton
        icon={Paperclip}
        label={t('attach')}
        hint={hint}
        onHoverStart={() => setNear(true)}
        onFocus={() => setNear(true)}
        onPress={() => input.current?.click()}
      />
    </>
  )
}
