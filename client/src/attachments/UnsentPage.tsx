import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../ui/IconButton.tsx'
import { PageFrame, usePdfFacts } from './PageCard.tsx'
import { UploadPercent } from './UploadPercent.tsx'
import { UploadAct } from './UploadRow.tsx'
import type { Upload } from './uploadStore.ts'
import { useUploadPreview } from './useFileUrl.ts'

/** A PDF that is uploading, laid out as it will be once uploaded. */
export const UnsentPage = ({ upload, onRemove }: { upload: Upload; onRemove: () => void }) => {
  const t = useTranslations('attachments')
  const preview = useUploadPreview(upload)
  const { fileName: name, size, state, pages } = upload
  const facts = usePdfFacts(size, pages)
  return (
    <li className="max-w-full">
      <PageFrame
        src={preview}
        name={name}
        facts={state === 'done' ? facts : <UploadPercent upload={upload} />}
        action={
          <>
            <UploadAct upload={upload} />
            <IconButton icon={X} label={t('remove', { name })} onPress={onRemove} className="size-7" />
          </>
        }
      />
    </li>
  )
}
