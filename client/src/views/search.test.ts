import { describe, expect, it } from '@jest/globals'
import { parseSearch, stringifySearch } from '../lib/searchText.ts'
import { NO_NEW_TICKET, readTicketSearch } from './search.ts'

const clean = (search: object) => JSON.parse(JSON.stringify(search)) as object

describe('the address', () => {
  it('encodes view, filters and ticket readably, and decodes them', () => {
    const search = { view: 'open', status: ['open', 'in_progress'], tag: ['a b', 'ü'], unread: true, ticket: 'TC-0042' }
    const text = stringifySearch(search)
    expect(text).toBe('?view=open&status=open&status=in_progress&tag=a+b&tag=%C3%BC&unread=true&ticket=TC-0042')
    expect(clean(readTicketSearch(parseSearch(text)))).toEqual(search)
  })

  it('drops invalid parameters', () => {
    const search = readTicketSearch(parseSearch('?status=nonsense&order=sideways&starred=no&priority=high&x=1'))
    expect(clean(search)).toEqual({ priority: ['high'] })
  })

  it('does not open a new ticket once the link to it was removed', () => {
    const search = readTicketSearch({
      ...readTicketSearch(parseSearch('?new&shop=S1')),
      ...NO_NEW_TICKET,
      ticket: 'TC-0001',
    })
    expect(clean(search)).toEqual({ ticket: 'TC-0001' })
  })

  it('opens a new ticket from a link: `order` is then the number of an order', () => {
    const search = readTicketSearch(parseSearch('?new&shop=S1&subject=Late+parcel&order=4711'))
    expect(clean(search)).toEqual({ new: true, shop: 'S1', subject: 'Late parcel', orderNumber: '4711' })
    expect(clean(readTicketSearch(parseSearch(stringifySearch(clean(search) as never))))).toEqual(clean(search))
    expect(clean(readTicketSearch(parseSearch('?shop=S1&order=oldest')))).toEqual({ order: 'oldest' })
  })

  it('is empty for nothing', () => {
    expect(stringifySearch({ q: '', tag: [], starred: false, view: undefined })).toBe('')
  })
})
