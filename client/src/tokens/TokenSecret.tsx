import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'

/** A new token, shown this once, with a copy button. */
export const TokenSecret = ({ secret, onDone }: { secret: string; onDone: () => void }) => {
  const t = useTranslations('tokens')
  const [copied, setCopied] = useState(false)
  const copy = () => void navigator.clipboard?.writeText(secret).then(() => setCopied(true))
  return (
    <div className="flex flex-col gap-4">
      <p>{t('secretWhat')}</p>
      <Field
        label={t('secret')}
        value={secret}
        isReadOnly
        onFocus={(event) => (event.target as HTMLInputElement).select?.()}
      />
      <div className="flex justify-end gap-2">
        <Button onPress={onDone}>{t('done')}</Button>
        <Button variant="primary" onPress={copy} autoFocus>
          {copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
          {copied ? t('copied') : t('copy')}
        </Button>
      </div>
    </div>
  )
}
