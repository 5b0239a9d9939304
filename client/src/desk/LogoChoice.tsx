import { FileTrigger } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { DeskMark } from '../ui/DeskMark.tsx'
import { useLogo } from '../ui/deskLook.ts'
import { shrunkImage } from '../ui/shrunkImage.ts'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useSetDeskLogoMutation } from './desk.generated.ts'

/** The desk's logo: choose, change, remove. */
export const LogoChoice = ({ onSaved }: { onSaved: () => void }) => {
  const t = useTranslations('desk')
  const logo = useLogo()
  const [{ fetching }, send] = useSetDeskLogoMutation()

  const save = async (image: string | null) => {
    const { data } = await send({ input: { image } })
    if (toastRefusal(data?.setDeskLogo, t('notSaved'))) return
    toast(t('saved'))
    onSaved()
  }
  const choose = async (file: File | undefined) => {
    if (!file) return
    const image = await shrunkImage(file)
    if (image) await save(image)
    else toast(t('notPicture'), { tone: 'problem' })
  }
  return (
    <div role="group" aria-labelledby="desk-logo" className="flex flex-col gap-2">
      <span id="desk-logo" className="text-sm font-medium">
        {t('logo')}
      </span>
      <div className="flex items-center gap-3">
        {logo ? <DeskMark className="border border-line" /> : <span className="text-muted">{t('noLogo')}</span>}
        <FileTrigger acceptedFileTypes={['image/*']} onSelect={(files) => void choose(files?.[0])}>
          <Button isDisabled={fetching}>{logo ? t('changeLogo') : t('chooseLogo')}</Button>
        </FileTrigger>
        {logo && (
          <Button variant="quiet" isDisabled={fetching} onPress={() => void save(null)}>
            {t('removeLogo')}
          </Button>
        )}
      </div>
      <p className="text-xs text-muted">{t('logoHint')}</p>
    </div>
  )
}
