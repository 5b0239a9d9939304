/** Strings of changing keyboard shortcuts. */
export const shortcutStrings = {
  single: 'Shortcuts of a single key',
  singleHint: 'Turn them off if you speak to your computer or press keys by accident. Those with Ctrl, ⌘ or Alt stay.',
  change: 'Change shortcuts',
  finish: 'Done',
  resetAll: 'Reset all',
  changeKeys: 'Change the keys of “{action}”',
  noKeys: 'Off',
  press: 'Press keys…',
  pressing: 'Press the new keys of “{action}”. Escape cancels.',
  turnOff: 'Turn off “{action}”',
  reset: 'Reset “{action}”',
  taken: '{keys} is the shortcut of “{other}”. Choose other keys, or change that one first.',
  reserved: '{keys} is needed by the browser or by the page. Choose other keys.',
  leader: 'g begins shortcuts of two keys. Press a second key.',
  changed: '“{action}” is now {keys}.',
}
