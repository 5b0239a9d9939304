import type { Page } from '@playwright/test'

/** What a screen reader stumbles over and axe accepts, one line for each element: landmarks that cannot be told apart or are empty, those of a dialog's header, and tab stops without a role. */
export const obstacles = async (page: Page, where: string): Promise<string[]> => {
  const found = await page.evaluate(() => {
    const LANDMARKS = 'main, nav, aside, section, [role=region], [role=navigation]'
    const SECTIONS = 'main, nav, aside, section, article'
    const STOPS = '[tabindex="0"]:not([role], a, button, input, textarea, select, li, tr, pre, label)'
    const all = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].filter(
        (one) => one.checkVisibility() && !one.closest('[aria-hidden=true], [inert]'),
      )
    const nameOf = (one: HTMLElement) => {
      const ids = one.getAttribute('aria-labelledby')?.split(' ') ?? []
      return one.ariaLabel ?? ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
    }
    // A section without a name is none.
    const landmarks = all(LANDMARKS).filter((one) => one.tagName !== 'SECTION' || nameOf(one))
    const names = landmarks.map(nameOf).filter(Boolean)
    const isEmpty = (one: HTMLElement) => one.tagName === 'NAV' && !one.querySelector('a, button')
    const inDialog = (one: HTMLElement) =>
      one.closest('[role$=dialog]')?.contains(one.parentElement!.closest(SECTIONS)) === false
    return [
      ...names.filter((name, at) => names.indexOf(name) !== at).map((name) => `two landmarks are called ${name}`),
      ...landmarks.filter(isEmpty).map((one) => `the landmark ${nameOf(one)} is empty`),
      ...all('header, footer')
        .filter(inDialog)
        .map((one) => `a dialog has the landmark of a page: ${one.outerHTML.slice(0, 80)}`),
      ...all('[role^=menuitem] kbd, [role=tooltip] kbd').map(
        (one) => `a key is read as part of a name: ${one.textContent}`,
      ),
      ...all(STOPS).map((one) => `a tab stop has no role: ${one.outerHTML.slice(0, 80)}`),
    ]
  })
  return found.map((line) => `${where}: ${line}`)
}
