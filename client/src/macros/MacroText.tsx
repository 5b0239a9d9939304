import { useRef } from 'react'
import { Button as AriaButton, Label, Text, TextArea, TextField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { isVisible } from '../lib/visible.ts'
import { INPUT } from '../ui/Field.tsx'
import { useMacroTicketQuery } from './macros.generated.ts'
import { PLACEHOLDERS, unknownPlaceholder } from './placeholders.ts'
import { useMacroTarget } from './macroDialogs.ts'
import { useFilledText } from './useFilledText.ts'

type Props = { body: string; isReadOnly: boolean; onChange: (body: string) => void }

/** The text field of a macro, with the placeholders and a preview in the open ticket. */
export const MacroText = ({ body, isReadOnly, onChange }: Props) => {
  const t = useTranslations('macros')
  const box = useRef<HTMLTextAreaElement>(null)
  const unknown = unknownPlaceholder(body)
  const insert = (name: string) => {
    const { selectionStart = body.length, selectionEnd = body.length } = box.current ?? {}
    onChange(`${body.slice(0, selectionStart)}{{${name}}}${body.slice(selectionEnd)}`)
    box.current?.focus()
  }
  return (
    <div className="flex flex-col gap-2">
      <TextField
        value={body}
        onChange={onChange}
        maxLength={10_000}
        isReadOnly={isReadOnly}
        isInvalid={unknown !== null}
        className="flex flex-col gap-1"
      >
        <Label className="text-sm font-medium">{t('text')}</Label>
        <TextArea
          ref={box}
          rows={5}
          dir="auto"
          className={`${INPUT} field-sizing-content max-h-60 min-h-28 resize-y py-2`}
        />
        <Text slot="description" className={unknown ? 'text-xs text-danger' : 'text-xs text-muted'}>
          {unknown ? t('unknown', unknown) : t('textHint')}
        </Text>
      </TextField>
      {!isReadOnly && (
        <div role="group" aria-label={t('placeholders')} className="flex flex-wrap gap-1">
          {PLACEHOLDERS.map((name) => (
            <AriaButton
              key={name}
              onPress={() => insert(name)}
              className="h-6 cursor-pointer rounded-sm border border-line bg-sunken px-1.5 text-xs text-muted hover:text-text pointer-coarse:h-9"
            >
              {`{{${name}}}`}
            </AriaButton>
          ))}
        </div>
      )}
      <Preview body={body} />
    </div>
  )
}

const Preview = ({ body }: { body: string }) => {
  const t = useTranslations('macros')
  const filled = useFilledText()
  const ticketId = useMacroTarget((state) => state.ticketId)
  const [{ data }] = useMacroTicketQuery({ variables: { ticketId: ticketId ?? '' }, pause: !ticketId })
  const ticket = data?.ticket
  if (!ticketId || !ticket || !isVisible(body)) return null
  return (
    <section aria-label={t('preview', { number: ticket.number })} className="flex flex-col gap-1">
      <h3 className="text-xs text-muted">{t('preview', { number: ticket.number })}</h3>
      <p
        dir="auto"
        className="max-h-40 overflow-auto rounded-md bg-selected px-3 py-2 whitespace-pre-wrap wrap-anywhere"
      >
        {filled(body)}
      </p>
    </section>
  )
}
