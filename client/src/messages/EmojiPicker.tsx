import {
  EmojiPicker as Picker,
  type EmojiData,
  type EmojiPickerListCategoryHeaderProps,
  type EmojiPickerListEmojiProps,
  type EmojiPickerListRowProps,
} from 'frimousse'
import { useLocale, useTranslations } from 'use-intl'
import { EMOJI } from 'virtual:emoji'
import { classes } from '../lib/classes.ts'

/** Fingers need larger buttons, so fewer of them fit. */
const isCoarse = matchMedia('(pointer: coarse)').matches
const COLUMNS = isCoarse ? 7 : 9

/** The names of the emoji in the language of the screen, where there are any; loaded from our own origin. */
const dataIn = async (locale: string): Promise<EmojiData> =>
  (await (EMOJI[locale.split('-')[0]!] ?? EMOJI.en)()).default

/** All emoji with a search, for the keyboard as well: arrow keys choose, Enter picks. */
export const EmojiPicker = ({ onPick }: { onPick: (emoji: string) => void }) => {
  const t = useTranslations('messages')
  const locale = useLocale()
  return (
    <Picker.Root
      locale={locale}
      columns={COLUMNS}
      resolveEmojiData={dataIn}
      onEmojiSelect={({ emoji }) => onPick(emoji)}
      className="flex flex-col gap-2"
    >
      <Picker.Search
        // A phone's keyboard would cover the emoji.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={!isCoarse}
        aria-label={t('searchEmoji')}
        placeholder={t('searchEmoji')}
        className="h-8 w-full rounded-md border border-control bg-surface px-2.5 text-sm outline-offset-1 placeholder:text-subtle pointer-coarse:h-11"
      />
      <Picker.Viewport className="h-64 outline-none">
        <Picker.Loading className="absolute inset-0 flex items-center justify-center text-sm text-muted">
          {t('loadingEmoji')}
        </Picker.Loading>
        <Picker.Empty className="absolute inset-0 flex items-center justify-center text-sm text-muted">
          {t('noEmoji')}
        </Picker.Empty>
        {/* The left arrow key goes to the cell on the left in every language. */}
        <Picker.List dir="ltr" components={COMPONENTS} className="select-none" />
      </Picker.Viewport>
      <div className="flex h-6 min-w-0 items-center text-xs text-muted">
        <Picker.ActiveEmoji>
          {({ emoji }) => <span className="truncate">{emoji ? `${emoji.emoji} ${emoji.label}` : ''}</span>}
        </Picker.ActiveEmoji>
      </div>
    </Picker.Root>
  )
}

const CategoryHeader = ({ category, className, ...props }: EmojiPickerListCategoryHeaderProps) => (
  <div {...props} dir="auto" className={classes('bg-raised px-1 py-1.5 text-xs font-medium text-muted', className)}>
    {category.label}
  </div>
)

// The library counts from 0; ARIA counts from 1.
const Row = ({ className, 'aria-rowindex': row = 0, ...props }: EmojiPickerListRowProps) => (
  <div {...props} aria-rowindex={row + 1} className={className} />
)

const Emoji = ({ emoji, className, 'aria-colindex': column = 0, ...props }: EmojiPickerListEmojiProps) => (
  <button
    type="button"
    role="gridcell"
    {...props}
    aria-colindex={column + 1}
    className={classes(
      'inline-flex size-8 shrink-0 cursor-pointer items-center justify-center rounded-md text-xl leading-none pointer-coarse:size-11',
      emoji.isActive && 'bg-hover outline-2 -outline-offset-2 outline-focus',
      className,
    )}
  >
    {emoji.emoji}
  </button>
)

const COMPONENTS = { CategoryHeader, Row, Emoji }
