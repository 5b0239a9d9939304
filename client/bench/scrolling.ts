import type { Browser } from '@playwright/test'
import { list } from '../e2e/support/screen.ts'
import { plan, quantile, table } from './plan.ts'
import { AGENT_HOME, listShown, openPage } from './windows.ts'

const JUMPS = 20

/** Scrolls the list of all tickets at two speeds, and jumps in it. */
export const measureScrolling = async (browser: Browser): Promise<string> => {
  const page = await openPage(browser, plan.agent, `${AGENT_HOME}?view=tagged`)
  await listShown(page)
  const total = await list(page).getByRole('option').first().getAttribute('aria-setsize')
  const rows: string[][] = []
  for (const [name, px] of [
    ['wheel, 30 rows a second', 38],
    ['fast, 240 rows a second', 300],
  ] as const) {
    const { frames, skeletons, blanks } = await page.evaluate(scroll, { px, ms: plan.seconds * 1_000 })
    const seconds = frames.reduce((sum, ms) => sum + ms, 0) / 1_000
    rows.push([
      name,
      (frames.length / seconds).toFixed(1),
      quantile(frames, 0.99),
      `${((skeletons / frames.length) * 100).toFixed(1)} %`,
      `${((blanks / frames.length) * 100).toFixed(1)} %`,
    ])
  }
  const jumps = await page.evaluate(jump, JUMPS)
  await page.context().close()
  return [
    table(
      [
        `list of ${Number(total).toLocaleString('en')} tickets`,
        'frames/s',
        'frame p99, ms',
        'with a row still loading',
        'with a gap',
      ],
      rows,
    ),
    '',
    table(
      ['jump → rows painted', 'p50, ms', 'p95, ms', 'jumps'],
      [['any position', quantile(jumps, 0.5), quantile(jumps, 0.95), String(JUMPS)]],
    ),
  ].join('\n')
}

/** Scrolls by so many pixels in each frame; looks after each whether rows are missing or still loading. */
const scroll = async ({ px, ms }: { px: number; ms: number }) => {
  const viewport = document.querySelector('[data-ticket-list]')!
  viewport.scrollTop = 0
  const frames: number[] = []
  let [skeletons, blanks] = [0, 0]
  let before = await bench.painted()
  for (const until = before + ms; before < until;) {
    viewport.scrollTop += px
    const now = await bench.painted()
    frames.push(now - before)
    before = now
    const { top, bottom } = viewport.getBoundingClientRect()
    let covered = 0
    let isLoading = false
    for (const row of viewport.querySelectorAll('[role=option]')) {
      const rect = row.getBoundingClientRect()
      const shown = Math.min(rect.bottom, bottom) - Math.max(rect.top, top)
      if (shown <= 0) continue
      covered += shown
      isLoading ||= row.getAttribute('aria-label') === '…'
    }
    if (isLoading) skeletons += 1
    if (covered < bottom - top - 2) blanks += 1
  }
  return { frames, skeletons, blanks }
}

/** Jumps to positions all over the list; resolves to the milliseconds until each shows its rows. */
const jump = async (count: number): Promise<number[]> => {
  const viewport = document.querySelector('[data-ticket-list]')!
  const isLoaded = () => {
    const { top, bottom } = viewport.getBoundingClientRect()
    const shown = [...viewport.querySelectorAll('[role=option]')].filter((row) => {
      const rect = row.getBoundingClientRect()
      return rect.bottom > top && rect.top < bottom
    })
    return shown.length > 0 && shown.every((row) => row.getAttribute('aria-label') !== '…')
  }
  const times: number[] = []
  for (let n = 0; n < count; n++) {
    // Spread over the list, in an order that looks random.
    viewport.scrollTop = viewport.scrollHeight * ((n * 0.618 + 0.3) % 1)
    const started = performance.timeOrigin + performance.now()
    let now = await bench.painted()
    for (const late = started + 30_000; !isLoaded() && now < late;) now = await bench.painted()
    times.push(now - started)
  }
  return times
}
