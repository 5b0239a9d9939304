import type { Translation } from '../translation.ts'

export default {
  title: 'الرسائل البريدية المرفوضة',
  hint: 'رسائل بريدية لم تتحول إلى رسائل في التذاكر، والسبب. وتُحذف بعد 30 يومًا.',
  none: 'لم تُرفض أي رسالة بريدية.',
  failed: 'تعذّر تحميل الرسائل البريدية.',
  noSender: 'مرسل غير معروف',
  noSubject: 'بلا موضوع',
  received: 'وصلت في {time}',
  download: 'عرض الأصل',
  downloadOf: 'عرض أصل «{subject}»',
  state: '{state, select, IGNORED {متجاهلة} other {مرفوضة}}',
  reason:
    '{reason, select, BOUNCE {تقرير تسليم} AUTO_REPLY {رد تلقائي} MAILING_LIST {قائمة بريدية} LOOP {أرسلها مكتب الدعم نفسه} TOO_MANY {رسائل كثيرة جدًا خلال ساعة} CALENDAR_REPLY {رد على دعوة غير معروفة} UNREADABLE {غير قابلة للقراءة} TOO_LARGE {أكبر من 35 ميغابايت} NO_SENDER {بلا مرسل} UNKNOWN_RECIPIENT {عنوان رد غير صالح} AUTHENTICATION_FAILED {مرسل مزوّر} STAFF_NOT_VERIFIED {تدّعي أنها من فريق الدعم دون تحقق} DISABLED {حساب المرسل معطّل} INVITED {للمرسل دعوة مفتوحة} NO_ACCESS {لا يملك المرسل حق الوصول إلى التذكرة} REFUSED {تعذّرت إضافة الرسالة} other {أخرى}}',
} satisfies Translation<'inboundMails'>
