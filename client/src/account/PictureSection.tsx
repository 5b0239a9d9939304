import { FileTrigger } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { shrunkImage } from '../ui/shrunkImage.ts'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import type { Account } from './account.ts'
import { useSetPictureMutation } from './account.generated.ts'
import { accountStrings } from './strings.ts'
import { Section } from './Section.tsx'

/** The person's picture: choose, change, remove. */
export const PictureSection = ({ account, again }: { account: Account; again: () => Promise<void> }) => {
  const t = useTranslations('account')
  const [{ fetching }, send] = useSetPictureMutation()

  const save = async (image: string | null) => {
    const { data } = await send({ input: { image } })
    if (toastRefusal(data?.setPicture, accountStrings.problems.failed)) return
    toast(image ? t('pictureSaved') : t('pictureRemoved'))
    await again()
  }
  const choose = async (file: File | undefined) => {
    if (!file) return
    const image = await shrunkImage(file)
    if (image) await save(image)
    else toast(t('notPicture'), { tone: 'problem' })
  }
  return (
    <Section title={t('picture')}>
      <div className="flex flex-wrap items-center gap-3">
        <Avatar name={account.name} url={account.avatarUrl} size="xl" />
        <FileTrigger acceptedFileTypes={['image/*']} onSelect={(files) => void choose(files?.[0])}>
          <Button isDisabled={fetching}>{account.avatarUrl ? t('changePicture') : t('choosePicture')}</Button>
        </FileTrigger>
        {account.avatarUrl && (
          <Button variant="quiet" isDisabled={fetching} onPress={() => void save(null)}>
            {t('removePicture')}
          </Button>
        )}
      </div>
      <p className="text-sm text-muted">{t('pictureWhat')}</p>
    </Section>
  )
}
