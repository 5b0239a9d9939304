import type { NoticeWords, Texts } from '../texts.ts'

const RESPONSES: Record<string, string> = {
  accepted: 'قبول',
  declined: 'رفض',
  proposed: 'اقتراح موعد آخر',
}

const STATUSES: Record<string, string> = {
  open: 'مفتوحة',
  in_progress: 'قيد المعالجة',
  resolved: 'محلولة',
  closed: 'مغلقة',
}

const RULES = new Intl.PluralRules('ar')

type Forms = { two: string; few: string; many: string; other: string }

/** A number with its noun: `two` stands alone, the others follow the digits. */
const counted = (count: number, forms: Forms): string => {
  const form = RULES.select(count)
  if (form === 'two') return forms.two
  return `${count} ${form === 'few' || form === 'many' ? forms[form] : forms.other}`
}

const REPLIES: Forms = { two: 'ردّان جديدان', few: 'ردود جديدة', many: 'ردًا جديدًا', other: 'رد جديد' }
const NOTES: Forms = { two: 'ملاحظتان جديدتان', few: 'ملاحظات جديدة', many: 'ملاحظة جديدة', other: 'ملاحظة جديدة' }
const MESSAGES: Forms = { two: 'رسالتان جديدتان', few: 'رسائل جديدة', many: 'رسالة جديدة', other: 'رسالة جديدة' }
const PEOPLE: Forms = { two: 'شخصان', few: 'أشخاص', many: 'شخصًا', other: 'شخص' }
const TIMES: Forms = { two: 'مرتين', few: 'مرات', many: 'مرة', other: 'مرة' }

/** The sentences of notifications. A noun begins them, so that they fit a person of any gender. */
export const notices: Texts['notices'] = {
  someone: 'شخص ما',
  conversation: 'محادثة',
  yourTicket: (ticket) => `تذكرتك ${ticket}`,
  request: (ticket) => (ticket ? `الانضمام إلى ${ticket}` : 'بدء دردشة'),
  sentences: {
    reply: ({ who, yourTicket, count }) =>
      count === 1 ? `رد جديد من ${who} في ${yourTicket}` : `${counted(count, REPLIES)} في ${yourTicket}`,
    opened: ({ who, ticket, isYours }) => `تذكرة جديدة${isYours ? ' لك' : ''} من ${who}: ${ticket}`,
    status: statusText,
    assigned: ({ actor, ticket }) => (actor ? `أُسندت إليك ${ticket} من ${actor}` : `أُسندت إليك ${ticket}`),
    mention: ({ who, ticket, count }) =>
      count === 1 ? `أشار إليك ${who} في ${ticket}` : `أُشير إليك ${counted(count, TIMES)} في ${ticket}`,
    note: ({ who, ticket, count }) =>
      count === 1 ? `ملاحظة جديدة من ${who} في ${ticket}` : `${counted(count, NOTES)} في ${ticket}`,
    chat_request: ({ who, request, count }) =>
      count === 1 ? `طلب من ${who}: ${request}` : `طلب من ${counted(count, PEOPLE)}: ${request}`,
    chat_decision: ({ who, request, data }) =>
      `${data.to === 'accepted' ? 'قُبل' : 'رُفض'} طلبك (${request}) من قِبل ${who}`,
    scheduled_message_held: ({ ticket, data }) =>
      data.reason === 'answered'
        ? `لم يُرسل ردّك المجدول في ${ticket} لأن شخصًا آخر ردّ أولًا`
        : `تعذّر إرسال ردّك المجدول في ${ticket}`,
    session_scheduled: ({ who, yourTicket }) => `جلسة مجدولة في ${yourTicket} من ${who}`,
    session_moved: ({ who, yourTicket }) => `نُقل موعد الجلسة في ${yourTicket} من قِبل ${who}`,
    session_cancelled: ({ who, yourTicket }) => `أُلغيت الجلسة في ${yourTicket} من قِبل ${who}`,
    session_reminder: ({ yourTicket, data }) =>
      `تبدأ الجلسة في ${yourTicket} بعد ${data.to === 'soon' ? '10 دقائق' : '24 ساعة'}`,
    session_response: ({ who, ticket, data }) => `الجلسة في ${ticket}: ${RESPONSES[data.to ?? ''] ?? 'رد'} من ${who}`,
    emergency_access: ({ who, yourTicket, data }) => `فُتحت ${yourTicket} بوصول طارئ من ${who}: «${data.reason ?? ''}»`,
    rating_requested: ({ ticket }) => `نرجو تقييم المساعدة التي تلقيتها في ${ticket}`,
    rated: ({ who, ticket, data }) => `تقييم ${ticket} من ${who}: ${data.to} من 5`,
    shop_ticket: ({ who, ticket, count }) =>
      count === 1 ? `رسالة من ${who} إلى متجرك في ${ticket}` : `${counted(count, MESSAGES)} إلى متجرك في ${ticket}`,
    shop_asked_in: ({ who, ticket }) => `دُعي متجرك إلى ${ticket} من ${who}`,
    shop_assigned: ({ who, ticket }) => `أُسندت إليك ${ticket} من ${who}`,
    case_escalated: ({ who, ticket }) => `طلب تدخّلكم في ${ticket} من ${who}`,
    shop_reminder: ({ ticket }) => `لا تزال ${ticket} في انتظار رد من متجرك`,
    response_overdue: ({ yourTicket }) => `لم يردّ المتجر على ${yourTicket} في الموعد: يمكنك أن تطلب تدخّلنا`,
    evidence_requested: ({ who, yourTicket }) => `طلب أدلة في ${yourTicket} من ${who}`,
    case_decided: ({ who, yourTicket }) => `صدر القرار في نزاع ${yourTicket} من ${who}`,
    case_appealed: ({ who, yourTicket }) => `اعتراض على القرار في ${yourTicket} من ${who}`,
    case_due: ({ ticket, data }) =>
      data.to === 'evidence' ? `لم تُرسل الأدلة المطلوبة في ${ticket} في الموعد` : `حان موعد القرار في ${ticket}`,
    unassigned: unassignedText,
  },
}

function statusText({ actor, yourTicket, data }: NoticeWords): string {
  const status = STATUSES[data.to ?? ''] ?? 'متغيّرة'
  return actor ? `تغيّرت حالة ${yourTicket} من قِبل ${actor}: ${status}` : `أصبحت حالة ${yourTicket}: ${status}`
}

function unassignedText({ ticket, count, data }: NoticeWords): string {
  if (data.reopened) return `أُعيد فتح ${ticket} وهي غير مسندة`
  if (count > 1) return `${counted(count, MESSAGES)} في التذكرة غير المسندة ${ticket}`
  return data.opened ? `تذكرة جديدة غير مسندة ${ticket}` : `رسالة جديدة في التذكرة غير المسندة ${ticket}`
}
