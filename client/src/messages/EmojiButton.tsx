import { Smile } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../ui/IconButton.tsx'
import { EmojiPopover } from './EmojiPopover.tsx'

/** Opens all emoji, and inserts the chosen one. Not on phones, whose keyboards have them. */
export const EmojiButton = ({ onPick }: { onPick: (emoji: string) => void }) => {
  const t = useTranslations('messages')
  const [button, setButton] = useState<HTMLElement | null>(null)
  return (
    <>
      <IconButton
        icon={Smile}
        label={t('insertEmoji')}
        aria-haspopup="dialog"
        onPress={({ target }) => setButton(target as HTMLElement)}
        className="max-tablet:hidden"
      />
      {button && (
        <EmojiPopover label={t('insertEmoji')} button={button} onPick={onPick} onClose={() => setButton(null)} />
      )}
    </>
  )
}
