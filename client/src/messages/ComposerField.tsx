import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { isTwoSided, LOOKS } from './audiences.ts'
import { useAudienceName } from './useAudienceName.ts'
import { isTooLong } from './typing.ts'
import type { ComposerState } from './useComposer.ts'

/** The composer's text field. */
export const ComposerField = ({ composer }: { composer: ComposerState }) => {
  const t = useTranslations('messages')
  const { audience, sides, text, box, enterSends, macros, mentions, change, blur, onKeyDown } = composer
  const readers = useAudienceName()(audience)
  const hints = { STAFF: t('noteHint'), PARTICIPANTS: sides && isTwoSided(sides) ? t('everyoneHint') : t('replyHint') }
  const label = audience === 'STAFF' || audience === 'PARTICIPANTS' ? hints[audience] : t('sideHint', { readers })
  return (
    <textarea
      ref={box}
      dir="auto"
      rows={1}
      value={text}
      aria-label={label}
      placeholder={label}
      aria-invalid={isTooLong(text) || undefined}
      {...macros.picker.aria}
      {...mentions.aria}
      enterKeyHint={enterSends ? 'send' : 'enter'}
      onChange={({ target }) => change(target.value, target.selectionStart)}
      onSelect={(event) => macros.picker.onCaret(event.currentTarget.selectionStart, false)}
      onBlur={blur}
      onKeyDown={onKeyDown}
      className={classes(
        'field-sizing-content max-h-[min(40dvh,20rem)] min-h-11 w-full resize-none bg-transparent px-3 pt-2.5 pb-1 text-base outline-none pointer-coarse:text-lg',
        LOOKS[audience].placeholder,
      )}
    />
  )
}
