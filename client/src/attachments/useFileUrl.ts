import { useEffect, useState } from 'react'
import { isOpenable, kindOf } from './format.ts'
import type { Upload } from './uploadStore.ts'
import { useUploads } from './useUploads.ts'

/** An address of a blob on this page, for as long as it is shown. */
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

/** What can be seen of a file that is still on its way: the picture itself, a still of the video, a PDF's first page. */
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
    // A still comes later than its file, together with the video's length or the PDF's pages.
  }, [uploads, id, kind, isShown, durationSeconds, pages])
  return useObjectUrl(blob)
}
