import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { UnsentFiles } from '../attachments/UnsentFiles.tsx'
import { classes } from '../lib/classes.ts'
import { Button } from '../ui/Button.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { Bubble } from './Bubble.tsx'
import { isOnlyEmoji } from './emoji.ts'
import { MessageBody } from './MessageBody.tsx'
import { QuoteBlock } from './QuoteBlock.tsx'
import type { OutboxItem } from './outboxStore.ts'
import { TextEditor } from './TextEditor.tsx'
import { UndoSend } from './UndoSend.tsx'
import { useThread } from './ThreadContext.ts'
import { TAKEN_BACK } from './undoSend.ts'
import { useOutbox } from './useOutbox.ts'

const NO_FILES: readonly string[] = []

/** A message that is not in the log yet: pending, or rejected and kept until the user decides. */
export const UnsentMessage = ({ item, first }: { item: OutboxItem; first: boolean }) => {
  const t = useTranslations('messages')
  const { viewer } = useViewer()
  const { editing } = useThread()
  const outbox = useOutbox()
  const { clientId, body, audience, createdAt, state, uploads = NO_FILES } = item
  const isEditing = state === 'failed' && editing.ids.has(clientId)
  return (
    <Bubble
      author={viewer}
      role={viewer.role}
      own
      audience={audience}
      at={createdAt}
      first={first}
      bare={!isEditing && !item.quote && uploads.length === 0 && audience === 'PARTICIPANTS' && isOnlyEmoji(body)}
      footer={state !== 'failed' ? <UndoSend item={item} /> : <NotSent item={item} isEditing={isEditing} />}
    >
      {item.quote && (
        <div className="mb-1.5">
          <QuoteBlock author={item.quote.author} text={item.quote.text} />
        </div>
      )}
      {isEditing ? (
        <TextEditor
          messageId={clientId}
          text={body}
          saveLabel={t('send')}
          onSave={async (text) => {
            void outbox.retry(clientId, text)
            return true
          }}
        />
      ) : (
        body !== '' && <MessageBody text={body} />
      )}
      {uploads.length > 0 && (
        <UnsentFiles
          clientId={clientId}
          ids={uploads}
          onRemove={(uploadId) => void outbox.removeFile(clientId, uploadId)}
        />
      )}
    </Bubble>
  )
}

/** Says that a message was not sent, or that it was taken back, with what can be done about it. */
const NotSent = ({ item, isEditing }: { item: OutboxItem; isEditing: boolean }) => {
  const t = useTranslations('messages')
  const { keepPosition, editing } = useThread()
  const outbox = useOutbox()
  const { clientId, problem } = item
  const isTakenBack = problem?.code === TAKEN_BACK.code
  return (
    <div
      role="alert"
      className={classes(
        'mt-1 flex flex-wrap items-center justify-end gap-x-2 gap-y-1 text-xs',
        isTakenBack ? 'text-muted' : 'text-danger',
      )}
    >
      <span className="flex items-start gap-1">
        <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
        {isTakenBack
          ? t('takenBack')
          : problem?.message
            ? t('notSent', { problem: problem.message })
            : t('notAccepted', { code: problem?.code ?? '' })}
      </span>
      {!isEditing && (
        <span className="flex gap-1">
          <Button size="sm" onPress={() => void outbox.retry(clientId)}>
            {isTakenBack ? t('send') : t('retry')}
          </Button>
          {item.quote && problem?.code === 'FORBIDDEN' && (
            <Button size="sm" onPress={() => void outbox.retryWithout(clientId, 'quote')}>
              {t('retryWithoutQuote')}
            </Button>
          )}
          {item.alsoSet && (
            <Button size="sm" onPress={() => void outbox.retryWithout(clientId, 'alsoSet')}>
              {t('retryAlone')}
            </Button>
          )}
          <Button
            size="sm"
            onPress={() => {
              keepPosition()
              editing.start(clientId)
            }}
          >
            {t('edit')}
          </Button>
          <Button size="sm" variant="danger" onPress={() => void outbox.discard(clientId)}>
            {t('delete')}
          </Button>
        </span>
      )}
    </div>
  )
}
