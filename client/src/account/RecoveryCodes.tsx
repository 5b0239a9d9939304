import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { LinkButton } from '../ui/LinkButton.tsx'

/** The recovery codes, shown once. */
export const RecoveryCodes = ({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) => {
  const t = useTranslations('account')
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`${codes.join('\n')}\n`)}`
  return (
    <div className="flex flex-col gap-4">
      <p>{t('codesWhat')}</p>
      <ul
        aria-label={t('codes')}
        className="grid grid-cols-2 gap-x-6 gap-y-1 self-start rounded-md bg-sunken p-4 font-mono"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <LinkButton href={file} download="parley-recovery-codes.txt">
          {t('download')}
        </LinkButton>
        <Button variant="primary" onPress={onDone}>
          {t('codesKept')}
        </Button>
      </div>
    </div>
  )
}
