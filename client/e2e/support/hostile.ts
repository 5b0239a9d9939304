import { HOSTILE } from '../../src/messages/hostile.fixture.ts'

/**
 * 100 texts that would run code if they were rendered as HTML. Most would set a property of the window, the others
 * would open a dialog.
 */
export const hostileTexts = (): string[] => {
  const marking = HOSTILE.filter((text) => text.includes('alert(1)')).map((text) =>
    text.replaceAll('alert(1)', 'window.ran=1'),
  )
  const calling = HOSTILE.filter((text) => text.includes('alert`1`'))
  return [...marking, ...calling].slice(0, 100)
}
