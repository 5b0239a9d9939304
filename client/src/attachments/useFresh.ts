import { useCallback, useRef, useState } from 'react'
import { useClient } from 'urql'
import {
  FreshAttachmentDocument,
  type AttachmentFieldsFragment,
  type FreshAttachmentQuery,
  type FreshAttachmentQueryVariables,
} from './attachments.generated.ts'

type Fresh = {
  attachment: AttachmentFieldsFragment
  /** It could not be loaded, even with new URLs. */
  isBroken: boolean
  /** Call it when loading a URL failed. */
  onError: () => void
  /** Retries on the user's request. */
  again: () => void
}

/** A file whose signed URLs are renewed when they expire: each failing URL is refetched once. */
export const useFresh = (given: AttachmentFieldsFragment): Fresh => {
  const client = useClient()
  const [fresh, setFresh] = useState<{ of: AttachmentFieldsFragment; attachment: AttachmentFieldsFragment }>()
  const [brokenUrl, setBrokenUrl] = useState<string>()
  const asked = useRef<string | undefined>(undefined)
  const attachment = fresh?.of === given ? fresh.attachment : given

  const ask = useCallback(async () => {
    const { data } = await client
      .query<FreshAttachmentQuery, FreshAttachmentQueryVariables>(
        FreshAttachmentDocument,
        { id: given.id },
        { requestPolicy: 'network-only' },
      )
      .toPromise()
    if (data?.node?.__typename === 'Attachment' && data.node.url !== given.url)
      setFresh({ of: given, attachment: data.node })
    else setBrokenUrl(given.url)
  }, [client, given])

  const onError = () => {
    if (asked.current === attachment.url) return setBrokenUrl(attachment.url)
    asked.current = attachment.url
    if (attachment === given) void ask()
    else setBrokenUrl(attachment.url)
  }
  const again = () => {
    asked.current = undefined
    setBrokenUrl(undefined)
    void ask()
  }
  return { attachment, isBroken: brokenUrl === attachment.url, onError, again }
}
