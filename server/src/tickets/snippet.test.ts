import { expect, test } from '@jest/globals'
import { snippetOf } from './snippet.ts'

test('a snippet is the text on one line, otherwise as typed', () => {
  expect(snippetOf(' **30*20*10 cm**\n\n- 5\tdegrees  # 12 ')).toBe('**30*20*10 cm** - 5 degrees # 12')
  expect(snippetOf(null)).toBeNull()
})

test.each(['👩‍👩‍👧‍👦', '🇩🇪', 'e\u0301', '𝔘', '한', 'x'])('a long text is cut between characters: %s', (character) => {
  for (let before = 0; before < 12; before++) {
    const snippet = snippetOf('a'.repeat(before) + character.repeat(200))!
    expect(snippet.length).toBeLessThanOrEqual(160)
    const kept = snippet.slice(before, -1)
    expect(snippet.endsWith('…')).toBe(true)
    expect(kept.replaceAll(character, '')).toBe('')
  }
})
