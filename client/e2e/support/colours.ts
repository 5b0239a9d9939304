import type { Locator, Page } from '@playwright/test'
import { settled } from './axe.ts'

/** Part of an element's box in pixels, from its start; or around it, with negative numbers. */
type Part = { x?: number; y?: number; width?: number; height?: number }

/** The colours that are on screen in an element, or in part of its box, and the background of the page's contrast theme. */
export const coloursOf = async (element: Locator, part: Part = {}): Promise<{ all: string[]; canvas: string }> => {
  const page = element.page()
  await settled(page)
  const box = (await element.boundingBox())!
  const clip = {
    x: box.x + (part.x ?? 0),
    y: box.y + (part.y ?? 0),
    width: part.width ?? box.width,
    height: part.height ?? box.height,
  }
  const picture = await page.screenshot({ clip, animations: 'disabled', caret: 'hide' })
  return decode(page, picture.toString('base64'))
}

const decode = (page: Page, picture: string) =>
  page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
    const all = new Set<string>()
    for (let at = 0; at < data.length; at += 4) all.add(`rgb(${data[at]}, ${data[at + 1]}, ${data[at + 2]})`)
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.cssText = 'forced-color-adjust: none; color: Canvas'
    const canvas = getComputedStyle(probe).color
    probe.remove()
    return { all: [...all], canvas }
  }, picture)

/** Whether something is to be seen there. */
export const isSeen = async (element: Locator, part?: Part): Promise<boolean> => {
  const { all, canvas } = await coloursOf(element, part)
  return all.some((colour) => colour !== canvas)
}
