import { expect, test } from './support/test.ts'

test('GraphiQL runs a query as the signed-in user', async ({ enter }) => {
  const { page, person } = await enter('agent', {
    at: `/graphql?query=${encodeURIComponent('{ viewer { email role } }')}`,
  })
  await page.getByRole('button', { name: /^Execute query/ }).click()
  await expect(page.locator('.result-window')).toContainText(person.email)
  await expect(page.locator('.result-window')).toContainText('AGENT')
})
