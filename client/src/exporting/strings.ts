/** Strings of exports. */
export const exportStrings = {
  exportTicket: 'Export (JSON)',
  printTicket: 'Printable page',
  exportPerson: 'Export data',
}
