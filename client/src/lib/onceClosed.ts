/** Acts once the menu or popover in which something was chosen has closed: it gives the focus back in the next frame. Returns how to cancel it. */
export const onceClosed = (act: () => void): (() => void) => {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(act)
  })
  return () => cancelAnimationFrame(frame)
}
