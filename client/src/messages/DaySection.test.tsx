import { expect, test } from '@jest/globals'
import { buyer, renderIn } from '../../test/render.tsx'
import { DaySection } from './DaySection.tsx'

test('the separator shows the local day, not the day in UTC', () => {
  const day = { key: '2026-11-21', at: '2026-11-20T23:30:00.000Z', rows: [] }
  const section = (
    <DaySection day={day} highlight={undefined} newestOwn={undefined} newestRead={undefined} tabStop={undefined} />
  )
  expect(renderIn(section, { viewer: buyer }).container.querySelector('time')!.dateTime).toBe('2026-11-21')
})
