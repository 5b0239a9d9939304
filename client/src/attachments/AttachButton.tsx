import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../ui/IconButton.tsx'
import { useIntake } from './useIntake.ts'

/** Picks files for a draft. */
export const AttachButton = ({ scope }: { scope: string }) => {
  const t = useTranslations('attachments')
  const take = useIntake(scope)
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          void take([...(event.target.files ?? [])])
          // The same file can be chosen again after it was removed.
          event.target.value = ''
        }}
      />
      <IconButton icon={Paperclip} label={t('attach')} onPress={() => input.current?.click()} />
    </>
  )
}
