import type { Translation } from '../translation.ts'

export default {
  exportTicket: 'تصدير (JSON)',
  printTicket: 'صفحة للطباعة',
  exportPerson: 'تصدير البيانات',
} satisfies Translation<'exporting'>
