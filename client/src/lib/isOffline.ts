/** Whether the browser knows that it has no network; false where there is no browser. */
export const isOffline = (): boolean => typeof navigator !== 'undefined' && navigator.onLine === false
