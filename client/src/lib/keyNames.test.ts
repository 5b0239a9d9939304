import { describe, expect, test } from '@jest/globals'
import { isForeign, keyNames } from './keyNames.ts'

type Given = Partial<Parameters<typeof keyNames>[0]> & { key: string; code: string }

const names = ({ key, code, ...more }: Given, onForeignLayout = isForeign(key)): string[] =>
  keyNames(
    { key, code, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, isComposing: false, ...more },
    onForeignLayout,
  )
const shift = { shiftKey: true }
const ctrl = { ctrlKey: true }

/** The key events of these shortcuts on this layout, as Chromium reports them. */
const LAYOUTS: Record<string, Record<string, Given>> = {
  US: {
    '/': { key: '/', code: 'Slash' },
    '?': { key: '?', code: 'Slash', ...shift },
    '.': { key: '.', code: 'Period' },
    t: { key: 't', code: 'KeyT' },
    'Shift+c': { key: 'C', code: 'KeyC', ...shift },
    '$mod+k': { key: 'k', code: 'KeyK', ...ctrl },
    '$mod+z': { key: 'z', code: 'KeyZ', ...ctrl },
    'Alt+ArrowDown': { key: 'ArrowDown', code: 'ArrowDown', altKey: true },
    F6: { key: 'F6', code: 'F6' },
    'Shift+F6': { key: 'F6', code: 'F6', ...shift },
  },
  German: {
    '/': { key: '/', code: 'Digit7', ...shift },
    '?': { key: '?', code: 'Minus', ...shift },
    '.': { key: '.', code: 'Period' },
    '$mod+z': { key: 'z', code: 'KeyY', ...ctrl },
  },
  Swedish: {
    '/': { key: '/', code: 'Digit7', ...shift },
    '?': { key: '?', code: 'Minus', ...shift },
  },
  'French (AZERTY)': {
    '/': { key: '/', code: 'Period', ...shift },
    '?': { key: '?', code: 'KeyM', ...shift },
    '.': { key: '.', code: 'Comma', ...shift },
    a: { key: 'a', code: 'KeyQ' },
    '$mod+z': { key: 'z', code: 'KeyW', ...ctrl },
  },
  'Canadian, with AltGr': { '/': { key: '/', code: 'Digit3', ctrlKey: true, altKey: true } },
  Dvorak: {
    t: { key: 't', code: 'KeyK' },
    e: { key: 'e', code: 'KeyD' },
    '.': { key: '.', code: 'KeyE' },
    '/': { key: '/', code: 'BracketLeft' },
    '?': { key: '?', code: 'BracketLeft', ...shift },
    '$mod+k': { key: 'k', code: 'KeyV', ...ctrl },
  },
  Russian: {
    t: { key: 'е', code: 'KeyT' },
    e: { key: 'у', code: 'KeyE' },
    'Shift+c': { key: 'С', code: 'KeyC', ...shift },
    '.': { key: 'ю', code: 'Period' },
    '/': { key: '/', code: 'Backslash', ...shift },
    '?': { key: '?', code: 'Digit7', ...shift },
    '$mod+k': { key: 'л', code: 'KeyK', ...ctrl },
    '$mod+z': { key: 'я', code: 'KeyZ', ...ctrl },
  },
  Greek: {
    t: { key: 'τ', code: 'KeyT' },
    s: { key: 'σ', code: 'KeyS' },
    w: { key: 'ς', code: 'KeyW' },
    '/': { key: '/', code: 'Slash' },
    '$mod+k': { key: 'κ', code: 'KeyK', ...ctrl },
  },
  Hebrew: { t: { key: 'א', code: 'KeyT' }, '$mod+k': { key: 'ל', code: 'KeyK', ...ctrl } },
  Arabic: { b: { key: 'لا', code: 'KeyB' }, t: { key: 'ف', code: 'KeyT' } },
  Thai: { t: { key: 'ะ', code: 'KeyT' }, n: { key: 'ื', code: 'KeyN' }, '/': { key: 'ฝ', code: 'Slash' } },
  Korean: { t: { key: 'ㅅ', code: 'KeyT' } },
  'Numeric keypad': { '/': { key: '/', code: 'NumpadDivide' } },
  'Caps Lock': { t: { key: 'T', code: 'KeyT' }, 'Shift+c': { key: 'c', code: 'KeyC', ...shift } },
}

describe.each(Object.entries(LAYOUTS))('%s', (_layout, shortcuts) => {
  test.each(Object.entries(shortcuts))('%s', (shortcut, press) => {
    expect(names(press)[0]).toBe(shortcut)
  })
})

test('punctuation keys count as letters if the layout last typed another script', () => {
  expect(names({ key: ';', code: 'KeyQ' }, true)).toEqual([';', 'q'])
  expect(names({ key: '/', code: 'KeyQ' }, true)).toEqual(['/', 'q'])
  // On Dvorak, Ctrl+; must not undo.
  expect(names({ key: ';', code: 'KeyZ', ...ctrl })).toEqual(['$mod+;'])
})

test('accented Latin letters are different letters, wherever their key is', () => {
  expect(names({ key: 'é', code: 'Digit2' })).toEqual(['é'])
  expect(names({ key: 'ı', code: 'KeyI' })).toEqual(['ı'])
})

test.each<[string, Given]>([
  ['a dead key', { key: 'Dead', code: 'BracketLeft' }],
  ['an input method', { key: 'Process', code: 'KeyE' }],
  ['an input method that names the letter', { key: 'e', code: 'KeyE', keyCode: 229 }],
  ['composition', { key: 'e', code: 'KeyE', isComposing: true }],
  ['a modifier', { key: 'Shift', code: 'ShiftLeft', ...shift }],
  ['AltGr with a letter, on Windows', { key: '€', code: 'KeyE', ctrlKey: true, altKey: true }],
  ['AltGr with a letter, on Linux', { key: '€', code: 'KeyE', getModifierState: (key) => key === 'AltGraph' }],
  ['AltGr with a letter that it leaves alone', { key: 't', code: 'KeyT', ctrlKey: true, altKey: true }],
  ['the Windows key', { key: 'e', code: 'KeyE', metaKey: true }],
])('%s is no shortcut', (_name, press) => {
  expect(names(press)).toEqual([])
})

test('Alt and Ctrl are part of the name', () => {
  expect(names({ key: 'e', code: 'KeyE', altKey: true })).toEqual(['Alt+e'])
  expect(names({ key: 'E', code: 'KeyE', ...ctrl, ...shift })).toEqual(['$mod+Shift+e'])
})
