import { useEffect, useState } from 'react'
import { isOpenable, kindOf } from './format.ts'
import type { Upload } from './uploadStore.ts'
import { useUploads } from './useUploads.ts'

/** An object URL for a blob while the component is mounted. */
export const useObjectUrl = (blob: Blob | null | undefined): string | undefined => {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!blob) return setUrl(undefined)
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return url
}

/** The preview of a file that is uploading: the image itself, the video's poster frame, the PDF's first page. */
export const useUploadPreview = (upload: Upload): string | undefined => {
  const { id, contentType, durationSeconds, pages } = upload
  const uploads = useUploads()
  const [blob, setBlob] = useState<Blob>()
  const kind = kindOf(contentType)
  const isShown = kind === 'video' || kind === 'pdf' || (kind === 'image' && isOpenable(upload))
  useEffect(() => {
    if (!isShown) return undefined
    let isOver = false
    void uploads.fileOf(id).then((file) => {
      if (!isOver && file) setBlob(kind === 'image' ? file.file : (file.poster ?? undefined))
    })
    return () => {
      isOver = true
    }
    // The preview is available later than the file, together with the duration or page count.
  }, [uploads, id, kind, isShown, durationSeconds, pages])
  return useObjectUrl(blob)
}
