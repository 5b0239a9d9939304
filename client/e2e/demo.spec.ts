import type { Page } from '@playwright/test'
import { details, list, log, messageBox, opened, row, sayTo, typeUntil } from './support/screen.ts'
import { shoot } from './support/shoot.ts'
import { expect, test } from './support/test.ts'

// Follows docs/demo.md to the letter, with the buttons of the sign-in page. Other tests use other people.

const dispute = (page: Page) => details(page).locator('[data-detail=dispute]')

test('the story of the demo desk, in three windows', async ({ visit }) => {
  const signIn = async (name: string): Promise<Page> => {
    const page = await visit('/sign-in')
    await page.getByRole('button', { name }).click()
    await expect(list(page)).toBeVisible()
    return page
  }
  const [mira, ines, sofia] = [
    await signIn('Mira Castellanos'),
    await signIn('Ines Okafor'),
    await signIn('Sofia Lindqvist'),
  ]

  // 1. Mira writes to a shop.
  await mira.getByRole('region', { name: 'Sidebar' }).getByRole('button', { name: 'New ticket' }).click()
  const form = mira.getByRole('dialog', { name: 'New ticket' })
  await form.getByRole('button', { name: /\bTo$/ }).click()
  await mira.getByRole('option', { name: 'A shop', exact: true }).click()
  await form.getByRole('searchbox').fill('Northlight')
  await form.getByRole('option', { name: 'Northlight Lamps' }).click()
  await form.getByRole('textbox', { name: 'Subject' }).fill('Reading lamp hums')
  await form.getByRole('textbox', { name: 'Message' }).fill('It hums as soon as it is on. I would like my money back.')
  await form.getByRole('button', { name: 'Create ticket' }).click()
  await opened(mira, 'It hums as soon as it is on.')
  await expect(mira).toHaveURL(/[?&]ticket=[A-Z]+-\d+/)
  await expect(dispute(mira)).toContainText('Northlight Lamps has to answer by')
  const number = new URL(mira.url()).searchParams.get('ticket')!

  // 2. Ines, of the shop, reads it and declines.
  await ines
    .getByRole('region', { name: 'Sidebar' })
    .getByRole('button', { name: /From customers/ })
    .click()
  await row(ines, number).click()
  await opened(ines, 'It hums as soon as it is on.')
  await typeUntil(messageBox(ines), mira.getByText('Ines Okafor is typing…'))
  await sayTo(ines, 'Everyone', 'A little humming is normal.')
  await opened(mira, 'A little humming is normal.')

  // 3. Mira asks the platform to step in.
  await dispute(mira)
    .getByRole('button', { name: /^Ask .* to step in$/ })
    .click()
  const asking = mira.getByRole('dialog', { name: /^Ask .* to step in$/ })
  await asking.getByRole('textbox').fill('I can hear it in the next room. Please decide.')
  await asking.getByRole('button', { name: /^Ask .* to step in$/ }).click()
  await expect(log(ines)).toContainText('Mira Castellanos asked')
  await expect(log(mira)).toContainText('You asked')

  // 4. Sofia finds it among the disputes and takes it.
  await sofia
    .getByRole('region', { name: 'Sidebar' })
    .getByRole('button', { name: /Disputes/ })
    .click()
  await row(sofia, number).click()
  await opened(sofia, 'A little humming is normal.')
  await sofia.getByRole('main').getByRole('button', { name: 'Claim', exact: true }).click()
  await expect(log(sofia)).toContainText('You claimed this ticket')

  // 5. She writes to each of three audiences: nobody sees what is not for them.
  await sayTo(sofia, 'Everyone', 'I have read everything and will decide today.')
  await sayTo(sofia, 'Only Northlight Lamps and staff', 'Do you know of others that hum?')
  await sayTo(sofia, 'Internal note', 'The third of this series.')
  await opened(ines, 'Do you know of others that hum?')
  await opened(mira, 'I have read everything and will decide today.')
  for (const page of [mira, ines]) await expect(log(page)).not.toContainText('The third of this series.')
  await expect(log(mira)).not.toContainText('Do you know of others that hum?')
  await shoot(sofia, 'demo-staff')

  // 6. She decides; both read why at once.
  await dispute(sofia).getByRole('button', { name: 'Decide' }).click()
  const deciding = sofia.getByRole('dialog', { name: 'Decide the dispute' })
  await deciding
    .getByRole('textbox', { name: 'Reason, for both sides' })
    .fill('A lamp must not hum. The shop refunds it.')
  await deciding.getByRole('button', { name: 'Decide', exact: true }).click()
  for (const page of [mira, ines]) await expect(dispute(page)).toContainText('A lamp must not hum.')

  // 7. Everything with Mira, in one list.
  await details(sofia).getByRole('button', { name: 'Everything with this person' }).click()
  const everything = sofia.getByRole('dialog', { name: 'Everything with Mira Castellanos' })
  await expect(everything.getByRole('listitem').filter({ hasText: 'You decided the dispute' }).first()).toContainText(
    number,
  )
  await expect(everything).toContainText('Lamp arrived with a broken shade')
})
