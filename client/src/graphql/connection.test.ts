import { afterEach, describe, expect, it } from '@jest/globals'
import {
  connectionLost,
  connectionMade,
  connectionPaused,
  useConnection,
  watchNetwork,
  whenInUse,
} from './connection.ts'

const state = () => useConnection.getState().state
const network = (event: 'online' | 'offline') => window.dispatchEvent(new Event(event))

describe('the connection', () => {
  let stop = () => {}
  afterEach(() => stop())

  it('follows socket and network', () => {
    stop = watchNetwork()
    connectionMade(false)
    expect(state()).toBe('online')
    connectionLost()
    expect(state()).toBe('reconnecting')
    network('offline')
    expect(state()).toBe('offline')
    network('online')
    expect(state()).toBe('reconnecting')
    connectionMade(true)
    expect([state(), useConnection.getState().reconnects]).toEqual(['online', 1])
  })

  it('is online at once if the socket survived the interruption', () => {
    stop = watchNetwork()
    connectionMade(true)
    network('offline')
    network('online')
    expect(state()).toBe('online')
  })

  it.each(['focus', 'pointerdown', 'keydown'])(
    'pauses in the oldest tab if there are too many, until its %s',
    async (sign) => {
      stop = watchNetwork()
      connectionMade(true)
      await whenInUse()
      connectionPaused()
      let isUsed = false
      const used = whenInUse().then(() => (isUsed = true))
      network('offline')
      network('online')
      await Promise.resolve()
      expect([state(), isUsed]).toEqual(['paused', false])
      window.dispatchEvent(new Event(sign))
      await used
      expect(state()).toBe('reconnecting')
    },
  )
})
