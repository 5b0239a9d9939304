import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { encode } from 'uqr'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { announceViewer } from '../viewer/checkViewer.ts'
import { ProblemText } from './ProblemText.tsx'
import { useAuthForm } from './useAuthForm.ts'

/** The QR code and key for an authenticator app, and its first code. */
export const SetUpApp = ({ uri, onDone }: { uri: string; onDone: () => void }) => {
  const t = useTranslations('account')
  const { busy, problem, onSubmit } = useAuthForm('two-factor/verify-totp', () => {
    // This browser has a new sign-in.
    announceViewer()
    onDone()
  })
  const key = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <Form onSubmit={onSubmit} className="flex flex-col gap-4">
      <p>{t('scan')}</p>
      <QrCode text={uri} label={t('qrCode')} />
      <p className="text-sm text-muted">
        {t('orKey')} <code className="font-mono text-text">{key.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <Field label={t('firstCode')} name="code" inputMode="numeric" autoComplete="one-time-code" isRequired autoFocus />
      <ProblemText problem={problem} />
      <Button type="submit" variant="primary" isDisabled={busy} className="self-start">
        {t('turnOn')}
      </Button>
    </Form>
  )
}

/** Black on white in both themes: cameras need the contrast. */
const QrCode = ({ text, label }: { text: string; label: string }) => {
  const { data, size } = encode(text, { border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} className="size-44 self-start rounded-md">
      <rect width={size} height={size} fill="white" />
      <path d={path} fill="black" />
    </svg>
  )
}
