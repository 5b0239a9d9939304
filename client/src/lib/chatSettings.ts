import { create } from 'zustand'
import { recall, remember } from './remembered.ts'

/** Times of day, "22:00". From after to before: over midnight. */
export type QuietHours = { isOn: boolean; from: string; to: string }

export type ChatSettings = {
  /** Null: as the device suggests. On a touch screen Enter is the only way to a new line. */
  enterSends: boolean | null
  sound: boolean
  quiet: QuietHours
  /** Whether messages are held for ten seconds, in which they can be taken back. */
  undoSend: boolean
}

const DEFAULTS: ChatSettings = {
  enterSends: null,
  sound: true,
  undoSend: false,
  quiet: { isOn: false, from: '22:00', to: '07:00' },
}

const isSettings = (value: unknown): value is Partial<ChatSettings> => typeof value === 'object' && value !== null

const remembered = recall<Partial<ChatSettings>>('chat', {}, isSettings)

/** The chat settings of this device. */
export const useChatSettings = create<ChatSettings>(() => ({
  ...DEFAULTS,
  ...remembered,
  quiet: { ...DEFAULTS.quiet, ...remembered.quiet },
}))

/** Changes settings and remembers them. */
export const changeChatSettings = (change: Partial<ChatSettings>): void => {
  useChatSettings.setState(change)
  remember('chat', useChatSettings.getState())
}

/** Whether a plain Enter sends; with Ctrl or ⌘ it always does. */
export const useEnterSends = (): boolean =>
  useChatSettings(({ enterSends }) => enterSends) ?? !matchMedia('(pointer: coarse)').matches
