import { expect, type Page } from '@playwright/test'

/**
 * The sizes of the chunks of recordings that this page's browser has stored, one about every second while it records.
 */
export const storedChunks = (page: Page): Promise<number[]> =>
  page.evaluate(async () => {
    const name = 'parley-recording-chunks'
    // Opening a database that does not exist would create it, without the product's tables.
    if (!(await indexedDB.databases()).some((database) => database.name === name)) return []
    return new Promise<number[]>((resolve, reject) => {
      const open = indexedDB.open(name)
      open.onerror = () => reject(open.error!)
      open.onsuccess = () => {
        const chunks = open.result.transaction('chunks').objectStore('chunks').getAll()
        chunks.onsuccess = () => {
          open.result.close()
          resolve(chunks.result.map(({ size }: Blob) => size))
        }
      }
    })
  })

/** Waits until this many chunks are stored. */
export const recorded = (page: Page, chunks: number): Promise<void> =>
  expect.poll(async () => (await storedChunks(page)).length).toBeGreaterThanOrEqual(chunks)

/** Starts recording in the open ticket. */
export const record = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Record the screen' }).click()
  await page.getByRole('button', { name: 'Start recording' }).click()
}
