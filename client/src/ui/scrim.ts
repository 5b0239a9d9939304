/** The look of what darkens the page behind a dialog. */
export const SCRIM = 'fixed inset-0 z-30 bg-scrim entering:animate-fade'
