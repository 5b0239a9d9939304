import type { Translation } from '../translation.ts'

export default {
  exportTicket: 'Exportieren (JSON)',
  printTicket: 'Druckansicht',
  exportPerson: 'Daten exportieren',
} satisfies Translation<'exporting'>
