import type { Translation } from '../translation.ts'

export default {
  notFound: 'هذه الصفحة غير موجودة.',
  home: 'الانتقال إلى تذاكرك',
  newVersion: 'يتوفر إصدار جديد.',
  reload: 'إعادة التحميل',
  failed: 'حدث خطأ في هذه اللوحة. بقية الصفحة تعمل كالمعتاد.',
} satisfies Translation<'app'>
