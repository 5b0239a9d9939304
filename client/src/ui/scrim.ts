/** What covers the page behind a dialog. */
export const BACKDROP = 'fixed inset-0 z-30 bg-scrim'

/** The same, fading in with its dialog. */
export const SCRIM = `${BACKDROP} entering:animate-fade`
