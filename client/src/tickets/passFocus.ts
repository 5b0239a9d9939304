/** A ref. If its element is removed while it has the keyboard focus, the focus moves within the panel instead of being lost. */
const passFocusTo = (selector: string) => (element: HTMLElement | null) => () => {
  if (!element?.contains(document.activeElement)) return
  element.closest('[data-open-ticket]')?.querySelector<HTMLElement>(selector)?.focus()
}

/** A ref for what disappears when the ticket is assigned. */
export const toAssignee = passFocusTo('[data-detail="assignee"] button')

/** A ref for what disappears when a tag is added or removed. */
export const toAddTag = passFocusTo('[data-detail="tags"] [aria-expanded]')
