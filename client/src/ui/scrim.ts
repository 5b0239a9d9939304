/** The style of the backdrop of a dialog. */
export const SCRIM = 'fixed inset-0 z-30 bg-scrim entering:animate-fade'
