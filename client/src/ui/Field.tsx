import type { ReactNode } from 'react'
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
  type InputProps,
} from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { isVisible } from '../lib/visible.ts'

type Props = Omit<TextFieldProps, 'className' | 'children'> & {
  label: ReactNode
  description?: ReactNode
  /** For several lines: how many to show at first. */
  rows?: number
  placeholder?: string
  className?: string
  inputMode?: InputProps['inputMode']
}

/** The style of text fields. */
export const INPUT =
  'w-full rounded-md border border-control bg-surface px-3 text-base text-text placeholder:text-subtle ' +
  'disabled:opacity-50 invalid:border-danger pointer-coarse:text-lg'

/** A labelled text field with its description and its error. */
export const Field = ({ label, description, rows, placeholder, className, inputMode, ...props }: Props) => {
  const t = useTranslations('ui')
  // A required field that is empty is reported by the browser itself.
  const mustShow = props.isRequired && props.type !== 'password'
  const validate = (value: string) => (mustShow && value !== '' && !isVisible(value) ? t('invisible') : null)
  return (
    <TextField validate={validate} {...props} className={classes('flex flex-col gap-1', className)}>
      <Label className="text-sm font-medium text-text">{label}</Label>
      {rows ? (
        <TextArea rows={rows} placeholder={placeholder} className={classes(INPUT, 'resize-y py-2')} />
      ) : (
        <Input placeholder={placeholder} inputMode={inputMode} className={classes(INPUT, 'h-9 pointer-coarse:h-11')} />
      )}
      {description && (
        <Text slot="description" className="text-xs text-muted">
          {description}
        </Text>
      )}
      <FieldError className="text-xs text-danger" />
    </TextField>
  )
}
