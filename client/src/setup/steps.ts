/** The steps of the set-up after the first admin's account, in their order. */
export const STEPS = ['desk', 'mail', 'teams', 'people'] as const

export type SetupStep = (typeof STEPS)[number]

/** The step that a URL names. */
export const setupStepIn = (value: unknown): SetupStep | undefined => STEPS.find((step) => step === value)
