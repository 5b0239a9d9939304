import type { Translation } from '../translation.ts'

export default {
  close: 'إغلاق',
  cancel: 'إلغاء',
  retry: 'إعادة المحاولة',
  discardTitle: 'تجاهل التغييرات غير المحفوظة؟',
  discardText: 'ما كتبته لم يُحفظ ولم يُرسل.',
  discard: 'تجاهل',
  keepEditing: 'متابعة التعديل',
  copy: 'نسخ',
  copied: 'تم النسخ',
  requestId: 'معرّف الطلب {id}',
  offline: 'أنت غير متصل. سيُحمَّل هذا عند عودة الاتصال.',
  somethingWrong: 'تعذّر تحميل هذا',
  loading: 'جارٍ التحميل…',
  service: 'خدمة',
  erasedUser: 'مستخدم محذوف',
  erasedShop: 'متجر محذوف',
  invisible: 'أدخل حرفًا مرئيًا واحدًا على الأقل.',
  notifications: 'الإشعارات',
  remove: 'إزالة {name}',
  resize: 'تغيير حجم {name}',
} satisfies Translation<'ui'>
