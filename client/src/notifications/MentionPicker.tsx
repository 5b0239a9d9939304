import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { RoleName } from '../viewer/RoleName.tsx'
import type { useMentionPicker } from './useMentionPicker.ts'

/** Staff to mention, above the composer. The focus stays in the text. */
export const MentionPicker = ({ picker }: { picker: ReturnType<typeof useMentionPicker> }) => {
  const t = useTranslations('notifications')
  return (
    // A press must not move the focus out of the text.
    <div
      id={picker.listId}
      role="listbox"
      aria-label={t('mention')}
      onMouseDown={(event) => event.preventDefault()}
      className="absolute inset-x-0 bottom-full z-20 mb-1 max-h-72 overflow-auto rounded-md border border-line bg-raised p-1 text-text shadow-raised animate-fade tablet:max-w-80"
    >
      {picker.people.map((person, index) => (
        <div
          key={person.id}
          id={picker.optionId(index)}
          role="option"
          aria-selected={index === picker.active}
          onClick={() => picker.choose(person)}
          className={classes(
            'flex cursor-pointer items-center gap-2 rounded-sm px-2 py-1.5 hover:bg-hover pointer-coarse:min-h-11',
            index === picker.active && 'bg-selected',
          )}
        >
          <Avatar name={person.name} size="sm" />
          <span dir="auto" className="min-w-0 flex-1 truncate text-match-parent">
            {person.name}
          </span>
          <span className="text-xs text-muted">
            <RoleName role={person.role} />
          </span>
        </div>
      ))}
    </div>
  )
}
