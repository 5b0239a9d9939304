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
  /** It could not be loaded, with new addresses neither. */
  isBroken: boolean
  /** To be called when loading from an address failed. */
  onError: () => void
  /** Tries once more, by the person's hand. */
  again: () => void
}

/** A file whose addresses are renewed when they have run out: each address that fails is asked for anew once. */
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
