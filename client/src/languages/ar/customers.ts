import type { Translation } from '../translation.ts'

export default {
  everything: 'كل ما يتعلق بـ {name}',
  everythingShort: 'كل ما يتعلق بهذا الشخص',
  everythingHint: 'التذاكر والرسائل والملاحظات والجلسات والتقييمات والنزاعات، الأحدث أولًا',
  nothingYet: 'لم يحدث شيء مع {name} بعد.',
  timelineFailed: 'تعذّر تحميل السجل الزمني.',
  earlier: 'عرض الأقدم',
  loadingEarlier: 'جارٍ التحميل…',
  beginning: 'هنا كانت البداية.',
  opened: '{name}: فتح التذكرة',
  wrote: '{name}: رسالة',
  noted: '{name}: ملاحظة',
  wroteTo: '{name}: رسالة إلى {side, select, SHOP {المتجر} other {مقدّم الطلب}} فقط',
  onlyStaff: 'لا يراها إلا فريق الدعم',
  deleted: 'رسالة محذوفة',
  file: 'أُرسل ملف',
  today: 'اليوم',
  yesterday: 'أمس',
  localTime: 'التوقيت المحلي',
  sameTime: '{time}، كما لديك',
  timeAhead:
    '{time} هناك، متقدم عنك {hours, plural, zero {# ساعة} one {ساعة واحدة} two {ساعتين} few {# ساعات} many {# ساعة} other {# ساعة}}',
  timeBehind:
    '{time} هناك، متأخر عنك {hours, plural, zero {# ساعة} one {ساعة واحدة} two {ساعتين} few {# ساعات} many {# ساعة} other {# ساعة}}',
  language: 'اللغة',
  sessions: 'جلسات هذا الشخص',
  sessionCount:
    '{count, plural, zero {لا جلسات} one {جلسة واحدة} two {جلستان} few {# جلسات} many {# جلسة} other {# جلسة}}',
  sessionState: {
    scheduled: 'قادمة',
    now: 'الآن',
    ended: 'انتهت',
    cancelled: 'ملغاة',
    HELD: 'انعقدت',
    MISSED: 'فاتت',
  },
} satisfies Translation<'customers'>
