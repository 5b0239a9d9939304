import { HOSTILE } from '../../src/messages/hostile.fixture.ts'

/** 100 texts that would run code where text became markup: most leave a mark on the window, the others would call for attention. */
export const hostileTexts = (): string[] => {
  const marking = HOSTILE.filter((text) => text.includes('alert(1)')).map((text) =>
    text.replaceAll('alert(1)', 'window.ran=1'),
  )
  const calling = HOSTILE.filter((text) => text.includes('alert`1`'))
  return [...marking, ...calling].slice(0, 100)
}
