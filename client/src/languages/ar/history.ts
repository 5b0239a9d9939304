import type { Translation } from '../translation.ts'

export default {
  MessageEntry: '{actor}: إرسال رسالة',
  PriorityEntry:
    '{actor}: تغيير الأولوية من {priorityFrom, select, LOW {منخفضة} MEDIUM {متوسطة} other {عالية}} إلى {priorityTo, select, LOW {منخفضة} MEDIUM {متوسطة} other {عالية}}',
  ScreenShareEntry:
    '{started, select, true {{actor}: بدء مشاركة الشاشة} other {{hasActor, select, true {{actor}: إيقاف مشاركة الشاشة} other {انتهت مشاركة الشاشة لانقطاع الاتصال}}}}',
  ConfidentialEntry:
    '{confidential, select, true {{actor}: جعل التذكرة سرية} other {{actor}: إظهار التذكرة لكل أعضاء الفريق}}',
  EmergencyAccessEntry: '{actor}: فتح التذكرة بوصول طارئ: «{emergencyReason}»',
  LegalHoldEntry: '{held, select, true {{actor}: وضع حجز قانوني} other {{actor}: رفع الحجز القانوني}}',
  you: 'أنت',
  youObject: 'أنت',
  system: 'النظام',
  someone: 'شخص ما',
  service: '{name} (حساب خدمة)',
  status: {
    OPEN: 'مفتوحة',
    IN_PROGRESS: 'قيد المعالجة',
    RESOLVED: 'محلولة',
    CLOSED: 'مغلقة',
  },
  opened: '{actor}: فتح التذكرة',
  closed: '{actor}: إغلاق التذكرة',
  resolved: '{actor}: حل التذكرة',
  reopened: '{actor}: إعادة فتح التذكرة',
  statusChanged: '{actor}: تغيير الحالة من {from} إلى {to}',
  tagsAdded:
    '{actor}: إضافة {count, plural, zero {الوسوم} one {الوسم} two {الوسمين} few {الوسوم} many {الوسوم} other {الوسوم}} {tags}',
  tagsRemoved:
    '{actor}: إزالة {count, plural, zero {الوسوم} one {الوسم} two {الوسمين} few {الوسوم} many {الوسوم} other {الوسوم}} {tags}',
  tagsReplaced:
    '{actor}: إضافة {count, plural, zero {الوسوم} one {الوسم} two {الوسمين} few {الوسوم} many {الوسوم} other {الوسوم}} {tags} وإزالة {removedCount, plural, zero {الوسوم} one {الوسم} two {الوسمين} few {الوسوم} many {الوسوم} other {الوسوم}} {removedTags}',
  tagsChanged: '{actor}: تغيير الوسوم',
  claimed: '{actor}: استلام التذكرة',
  assigned: '{actor}: إسناد التذكرة إلى: {person}',
  assignedAutomatically:
    'أُسندت إلى: {person}{reason, select, ROUND_ROBIN { (تلقائيًا: صاحب الدور التالي في الفريق)} WAITING_LONGEST { (تلقائيًا: الأطول انتظارًا)} other {}}',
  unassigned: '{actor}: إعادة التذكرة إلى قائمة الانتظار',
  moved: '{actor}: نقل التذكرة إلى {team}',
  movedAndAssigned: '{actor}: نقل التذكرة إلى {team} وإسنادها إلى: {person}',
  returned: 'أُعيدت إلى قائمة الانتظار',
  claimExpired:
    '{self, select, true {أُعيدت إلى قائمة الانتظار لغيابك} other {أُعيدت إلى قائمة الانتظار لغياب {person}}} مدة {minutes, plural, zero {# دقيقة} one {دقيقة واحدة} two {دقيقتين} few {# دقائق} many {# دقيقة} other {# دقيقة}}',
  theAssignee: 'المسند إليه',
  assigneeUnavailable: 'أُعيدت إلى قائمة الانتظار لأنه لم يعد ممكنًا إسناد تذاكر إلى {person}',
  shopAskedIn: '{actor}: دعوة {shop} إلى الانضمام (الرسائل الجديدة فقط)',
  shopAskedInFully: '{actor}: دعوة {shop} إلى الانضمام (السجل كاملًا)',
  theShop: 'المتجر',
  shopAssigned: '{actor}: إسناد التذكرة في المتجر إلى: {person}',
  shopTaken: '{actor}: استلام التذكرة للمتجر',
  shopUnassigned: '{actor}: إلغاء إسناد التذكرة في المتجر',
  joinRequested: '{actor}: طلب الانضمام',
  joinWithdrawn: '{actor}: سحب طلب الانضمام',
  joinDeclined: '{actor}: رفض {self, select, true {طلبك الانضمام} other {طلب {person} الانضمام}}',
  joinAccepted: '{actor}: قبول {self, select, true {طلبك الانضمام} other {طلب {person} الانضمام}} (الرسائل الجديدة فقط)',
  joinAcceptedFully: '{actor}: قبول {self, select, true {طلبك الانضمام} other {طلب {person} الانضمام}} (السجل كاملًا)',
  chatAccepted: '{actor}: قبول {self, select, true {طلبك} other {طلب {person}}} للدردشة المباشرة',
  added: '{actor}: إضافة مشارك: {person}',
  removed: '{actor}: إزالة مشارك: {person}',
  left: '{actor}: مغادرة التذكرة',
  sessionScheduled: '{actor}: جدولة جلسة',
  sessionMoved: '{actor}: نقل الجلسة إلى {when}',
  sessionCancelled: '{actor}: إلغاء الجلسة',
  sessionAccepted: '{actor}: قبول الجلسة',
  sessionDeclined: '{actor}: رفض الجلسة',
  sessionProposed: '{actor}: اقتراح موعد آخر للجلسة: {when}',
  sessionHeld: '{actor}: تسجيل انعقاد الجلسة',
  sessionMissed: '{actor}: تسجيل تفويت الجلسة',
  rated: '{actor}: تقييم التذكرة {score} من 5',
  ratingChanged: '{actor}: تغيير التقييم من {previous} إلى {score} من 5',
  ratingCommented: '{actor}: التعليق على التقييم',
  ratingCommentRemoved: '{actor}: إزالة التعليق على التقييم',
  escalated: '{actor}: طلب تدخّل {desk}',
  escalatedLate: '{actor}: طلب تدخّل {desk} لأن المتجر لم يردّ في الموعد',
  shopOverdue:
    '{reader, select, BUYER {لم يردّ المتجر في الموعد. يمكنك طلب تدخّل {desk}} SELLER {لم يردّ المتجر في الموعد. يستطيع العميل طلب تدخّل {desk}} other {لم يردّ المتجر في الموعد}}',
  evidenceRequested:
    '{actor}: طلب أدلة {reader, select, BUYER {منك} SELLER {منك} other {{side, select, SHOP {من المتجر} other {من مقدّم الطلب}}}}',
  evidenceAnswered: '{actor}: وضع علامة «تمت الإجابة» على طلب الأدلة',
  caseDecided:
    '{actor}: البتّ في النزاع: {outcome, select, FOR_REQUESTER {{reader, select, BUYER {لصالحك} other {لصالح العميل}}} FOR_SHOP {لصالح المتجر} COMPROMISE {تسوية} other {مرفوض}}',
  appealDecided:
    '{actor}: البتّ في الاعتراض: {outcome, select, FOR_REQUESTER {{reader, select, BUYER {لصالحك} other {لصالح العميل}}} FOR_SHOP {لصالح المتجر} COMPROMISE {تسوية} other {مرفوض}}',
  caseAppealed: '{actor}: الاعتراض على القرار',
  updated: '{actor}: تحديث التذكرة',
} satisfies Translation<'history'>
