import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ACCENTS } from './accents.ts'

const css = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8')
const INDIGO = /:root \{[^}]*\}/.exec(css('tokens.css'))![0]

/** The colours of a token, light and dark. */
const pair = (block: string, token: string): [string, string] => {
  const [, light, dark] = new RegExp(`--${token}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(block)!
  return [light!, dark!]
}
const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
const contrast = (one: string, other: string): number => {
  const [low, high] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (high! + 0.05) / (low! + 0.05)
}

test.each(Object.keys(ACCENTS))('%s can be read in both themes', (accent) => {
  const block =
    accent === 'INDIGO'
      ? INDIGO
      : new RegExp(`data-accent='${accent.toLowerCase()}'\\] \\{[^}]*\\}`).exec(css('accents.css'))![0]
  const text = pair(INDIGO, 'text')
  const own = (token: string) => pair(block, token)
  for (const theme of [0, 1] as const) {
    expect(contrast(own('accent')[theme], '#ffffff')).toBeGreaterThanOrEqual(4.5)
    for (const surface of ['canvas', 'surface', 'raised', 'sunken', 'hover'])
      expect(contrast(own('accent-text')[theme], pair(INDIGO, surface)[theme])).toBeGreaterThanOrEqual(4.5)
    expect(contrast(own('focus')[theme], pair(INDIGO, 'surface')[theme])).toBeGreaterThanOrEqual(3)
    for (const background of ['selected', 'match']) {
      expect(contrast(text[theme], own(background)[theme])).toBeGreaterThanOrEqual(4.5)
    }
    for (const colour of ['muted', 'subtle', 'danger'])
      expect(contrast(pair(INDIGO, colour)[theme], own('selected')[theme])).toBeGreaterThanOrEqual(4.4)
    expect(contrast(own('accent-text')[theme], own('selected')[theme])).toBeGreaterThanOrEqual(4.5)
  }
  expect(ACCENTS[accent as keyof typeof ACCENTS]).toBe(own('accent')[0])
})
