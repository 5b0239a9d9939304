import type { Translation } from '../translation.ts'

export default {
  typingOne: '{name} يكتب…',
  typingTwo: '{one} و{two} يكتبان…',
  typingMany:
    '{count, plural, zero {لا أحد يكتب} one {شخص واحد يكتب} two {شخصان يكتبان} few {# أشخاص يكتبون} many {# شخصًا يكتبون} other {# شخص يكتبون}}…',
  alsoHere: 'يشاهدها أيضًا: {names}',
  personAway: '{name} ({status})',
  online: 'متصل',
  offline: 'غير متصل',
} satisfies Translation<'presence'>
