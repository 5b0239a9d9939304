import { Settings2, Zap } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Popover } from '../ui/Popover.tsx'
import { SearchList } from '../ui/SearchList.tsx'
import { MacroLine } from './MacroLine.tsx'
import type { MacroFieldsFragment } from './macros.generated.ts'
import { macroPicker, manageMacros, useMacroTarget } from './macroDialogs.ts'
import { matching } from './slash.ts'
import { useMacros } from './useMacros.ts'

type Props = { ticketId: string; onChoose: (macro: MacroFieldsFragment) => void }

/** The button that opens the macro picker, as an alternative to `/`. */
export const MacroButton = ({ ticketId, onChoose }: Props) => {
  const t = useTranslations('macros')
  useEffect(() => {
    useMacroTarget.setState({ ticketId })
    return () => {
      useMacroTarget.setState({ ticketId: null })
      macroPicker.close()
    }
  }, [ticketId])
  return (
    <Popover
      trigger={<IconButton icon={Zap} label={t('insert')} keys="/" />}
      label={t('insert')}
      placement="top start"
      isOpen={macroPicker.useIsOpen()}
      onOpenChange={macroPicker.setOpen}
      className="flex w-96 max-w-[calc(100vw-2rem)] flex-col"
    >
      <Choices
        onChoose={(macro) => {
          macroPicker.close()
          onChoose(macro)
        }}
      />
    </Popover>
  )
}

const Choices = ({ onChoose }: Pick<Props, 'onChoose'>) => {
  const t = useTranslations('macros')
  const [text, setText] = useState('')
  const { macros, error } = useMacros(true)
  const found = matching(macros ?? [], text)
  const emptyText = error
    ? t('failed')
    : macros === undefined
      ? '\u00a0'
      : macros.length === 0
        ? t('none')
        : t('noMatch')
  return (
    <>
      <SearchList
        label={t('macros')}
        fieldLabel={t('find')}
        placeholder={t('find')}
        text={text}
        onText={setText}
        items={found}
        nameOf={({ name }) => name}
        onChoose={onChoose}
        empty={emptyText}
      >
        {(macro) => <MacroLine macro={macro} />}
      </SearchList>
      <Button variant="quiet" size="sm" className="m-1 justify-start" onPress={manageMacros}>
        <Settings2 aria-hidden className="size-3.5" />
        {t('manage')}
      </Button>
    </>
  )
}
