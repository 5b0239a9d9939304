import type { Translation } from '../translation.ts'

export default {
  title: 'الصوت في هذا المتصفح',
  sound: 'صوت عند وصول رسائل جديدة',
  quiet: 'بلا صوت في هذه الساعات',
  from: 'من',
  to: 'إلى',
  play: 'تشغيل الصوت',
} satisfies Translation<'sound'>
