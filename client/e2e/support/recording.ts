import { expect, type Page } from '@playwright/test'

/** How many chunks of recordings this page's browser has stored. Each holds about a second of what was on the screen. */
export const storedChunks = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const name = 'parley-recording-chunks'
    // Opening a database that does not exist would create it, without the product's tables.
    if (!(await indexedDB.databases()).some((database) => database.name === name)) return 0
    return new Promise<number>((resolve, reject) => {
      const open = indexedDB.open(name)
      open.onerror = () => reject(open.error!)
      open.onsuccess = () => {
        const count = open.result.transaction('chunks').objectStore('chunks').count()
        count.onsuccess = () => {
          open.result.close()
          resolve(count.result)
        }
      }
    })
  })

/** Waits until so many chunks are stored: how long that takes is the machine's affair. */
export const recorded = (page: Page, chunks: number): Promise<void> =>
  expect.poll(() => storedChunks(page)).toBeGreaterThanOrEqual(chunks)

/** Starts recording in the open ticket. */
export const record = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Record the screen' }).click()
  await page.getByRole('button', { name: 'Choose and record' }).click()
}
