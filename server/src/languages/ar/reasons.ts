import type { Texts } from '../texts.ts'

/** Why notifications were sent, and why agents are suggested. */
export const reasons: Pick<Texts, 'channels' | 'deliveries' | 'suggestions'> = {
  channels: { in_app: 'في التطبيق', push: 'كإشعار فوري', email: 'بالبريد الإلكتروني', sms: 'برسالة نصية' },
  deliveries: {
    delay: (by) => `سيُرسل ${by} ما لم يُقرأ قبل ذلك`,
    quiet_hours: (by) => `سيُرسل ${by} بعد ساعات الهدوء ما لم يُقرأ قبل ذلك`,
    digest: (by) => `سيُرسل ${by} مع الملخّص التالي ما لم يُقرأ قبل ذلك`,
    in_app: (by) => `ظهر ${by}`,
    unread: (by) => `أُرسل ${by} لأنه لم يُقرأ`,
    delivered: (by) => `سُلّم ${by} لأنه لم يُقرأ`,
    read: (by) => `لم يُرسل ${by}: قُرئ في الوقت المناسب`,
    off: (by) => `لم يُرسل ${by}: هذا النوع من الإشعارات متوقف`,
    not_by_default: (by) => `لم يُرسل ${by}: هذا النوع من الإشعارات لا يُرسل بهذه الطريقة افتراضيًا`,
    no_address: (by) => `لم يُرسل ${by}: لا يوجد بريد إلكتروني`,
    no_phone: (by) => `لم يُرسل ${by}: لا يوجد رقم هاتف مؤكَّد`,
    stopped: (by) => `لم يُرسل ${by}: ردّ الرقم بكلمة STOP`,
    no_subscription: (by) => `لم يُرسل ${by}: لا يوجد متصفح مشترك`,
    no_access: (by) => `لم يُرسل ${by}: لم تعد التذكرة مرئية`,
    gone: (by) => `لم يُرسل ${by}: حُذف ما كان الإشعار عنه`,
    disabled: (by) => `لم يُرسل ${by}: الحساب معطّل`,
    not_configured: (by) => `لم يُرسل ${by}: لا يرسل مكتب الدعم هذا إشعارات بهذه الطريقة`,
    refused: (by) => `تعذّر الإرسال ${by}`,
  },
  suggestions: {
    availability: { available: 'متاح الآن', away: 'في وقت العمل، لكنه غير متصل', off: 'خارج وقت العمل الآن' },
    expertise: (...words) => `الخبرات: ${words.join('، ')}`,
    resolved: (tickets) => `تذاكر مشابهة محلولة: ${tickets.toLocaleString('ar-u-nu-latn')}`,
    tagged: (tag, count) => `منها ${count} بوسم ${tag}`,
    allTagged: (tag) => `كلها بوسم ${tag}`,
    oneTagged: (tag) => `بوسم ${tag}`,
    load: (open) => `تذاكر مفتوحة: ${open.toLocaleString('ar-u-nu-latn')}`,
    loadOf: (open, limit) => `تذاكر مفتوحة: ${open} من ${limit.toLocaleString('ar-u-nu-latn')}`,
    noLoad: 'لا تذاكر مفتوحة',
    full: (limit) => `اكتمل الحد من التذاكر المفتوحة: ${limit.toLocaleString('ar-u-nu-latn')}`,
    comma: '، ',
  },
}
