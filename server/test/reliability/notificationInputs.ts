/** The inputs of the mutations of notifications, for random sequences (sequences.ts). */
export const NOTIFICATION_INPUTS = {
  markNotificationsRead: () => ({ ids: null }),
  setNotificationPreference: (_scene: object, { n }: { n: number }) => ({
    group: 'REPLIES',
    channel: 'EMAIL',
    enabled: n % 2 === 0,
  }),
  updateNotificationSettings: (_scene: object, { n }: { n: number }) => ({
    timeZone: 'Europe/Berlin',
    digest: 'DAILY',
    digestHour: n % 24,
  }),
  subscribeToPush: (_scene: object, { n }: { n: number }) => ({
    endpoint: `https://127.0.0.1:1/${n}`,
    p256dh: 'BG_wO5SSQc4drdQ1GeaWDgqFtBppoFwygQOqK84VlMoWPE91OlW_AdxT9sCwx-7ni0DG_30lqW4igrmJzvccFEo',
    auth: 'A'.repeat(22),
  }),
  unsubscribeFromPush: (_scene: object, { n }: { n: number }) => ({ endpoint: `https://127.0.0.1:1/${n}` }),
  requestPhoneCode: () => ({ phone: '+4915123456789' }),
  confirmPhone: () => ({ code: '000000' }),
  removePhone: () => ({ phone: '+4915123456789' }),
}
