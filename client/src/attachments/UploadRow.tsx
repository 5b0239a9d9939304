import { CircleAlert, Pause, Play, RotateCcw, X } from 'lucide-react'
import { useRef } from 'react'
import { ProgressBar } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { useConnection } from '../graphql/connection.ts'
import { classes } from '../lib/classes.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { toast } from '../ui/toasts.tsx'
import { FileIcon } from './FileIcon.tsx'
import { formatBytes, kindOf } from './format.ts'
import type { Upload } from './uploadStore.ts'
import { useUploadPreview } from './useFileUrl.ts'
import { useUploads } from './useUploads.ts'

type Props = {
  upload: Upload
  onRemove: () => void
  /** For the parent's layout only. */
  className?: string
}

/** One upload: file, progress and actions. */
export const UploadRow = ({ upload, onRemove, className }: Props) => {
  const t = useTranslations('attachments')
  const { fileName, contentType, state } = upload
  const preview = useUploadPreview(upload)
  return (
    <li
      className={classes(
        'flex min-w-0 items-center gap-2 rounded-md border border-line bg-surface p-1 text-text',
        className,
      )}
    >
      <span className="flex size-10 shrink-0 items-center justify-center overflow-hidden rounded-sm bg-sunken text-muted">
        {preview ? (
          <img src={preview} alt="" className="size-full object-cover object-top" />
        ) : (
          <FileIcon kind={kindOf(contentType)} />
        )}
      </span>
      <div className="min-w-0 flex-1">
        <p dir="auto" title={fileName} className="truncate text-match-parent text-sm">
          {fileName}
        </p>
        <UploadState upload={upload} />
      </div>
      <div className="flex shrink-0 items-center">
        <UploadAct upload={upload} />
        <IconButton
          icon={X}
          label={t('remove', { name: fileName })}
          onPress={onRemove}
          className={classes('size-7', state === 'failed' && 'text-danger')}
        />
      </div>
    </li>
  )
}

const UploadState = ({ upload }: { upload: Upload }) => {
  const t = useTranslations('attachments')
  const isOffline = useConnection(({ state }) => state === 'offline')
  const { fileName, size, sent, state, problem } = upload
  if (state === 'done') return <p className="text-xs text-muted">{formatBytes(size)}</p>
  if (state === 'failed') {
    return (
      <p role="alert" className="flex items-center gap-1 text-xs text-danger">
        <CircleAlert aria-hidden className="size-3 shrink-0" />
        <span className="min-w-0 truncate" title={problem?.message ?? undefined}>
          {problem?.code === 'FILE_NEEDED'
            ? t('fileNeeded')
            : problem?.message
              ? t('refused', { reason: problem.message })
              : t('refusedPlain')}
        </span>
      </p>
    )
  }
  const percent = Math.floor((sent / Math.max(1, size)) * 100)
  const words =
    state === 'paused'
      ? t('paused', { percent })
      : isOffline
        ? t('offline')
        : state === 'waiting' && sent === 0
          ? t('waiting')
          : t('uploading', { sent: formatBytes(sent), size: formatBytes(size) })
  return (
    <ProgressBar aria-label={t('progress', { name: fileName })} value={percent} className="flex flex-col gap-1">
      <p className="truncate text-xs text-muted">{words}</p>
      <div className="h-1 overflow-hidden rounded-full bg-sunken">
        <div
          className={classes(
            'h-full origin-left rounded-full rtl:origin-right',
            state === 'paused' ? 'bg-control' : 'bg-accent',
          )}
          style={{ transform: `scaleX(${percent / 100})` }}
        />
      </div>
    </ProgressBar>
  )
}

/** Pause, resume, retry or choose again, depending on the state. */
export const UploadAct = ({ upload }: { upload: Upload }) => {
  const t = useTranslations('attachments')
  const uploads = useUploads()
  const { id, fileName: name, state, problem } = upload
  if (state === 'done') return null
  if (state === 'paused') return <Icon icon={Play} label={t('resume', { name })} onPress={() => uploads.resume(id)} />
  if (state !== 'failed') return <Icon icon={Pause} label={t('pause', { name })} onPress={() => uploads.pause(id)} />
  if (problem?.code === 'FILE_NEEDED') return <ChooseAgain upload={upload} />
  return <Icon icon={RotateCcw} label={t('retry', { name })} onPress={() => uploads.resume(id)} />
}

const Icon = (props: { icon: typeof Play; label: string; onPress: () => void }) => (
  <IconButton {...props} className="size-7" />
)

/** After a reload, a file too large to store must be chosen again; the upload then resumes. */
const ChooseAgain = ({ upload: { id, fileName: name, size } }: { upload: Upload }) => {
  const t = useTranslations('attachments')
  const uploads = useUploads()
  const input = useRef<HTMLInputElement>(null)
  const choose = (file: File | undefined) => {
    if (!file) return
    if (file.size !== size) {
      toast(t('otherFile', { name, size: formatBytes(size) }), { tone: 'problem' })
      return
    }
    uploads.resume(id, file)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          choose(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <Icon icon={RotateCcw} label={t('chooseAgain', { name })} onPress={() => input.current?.click()} />
    </>
  )
}
