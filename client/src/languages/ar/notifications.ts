import type { Translation } from '../translation.ts'

export default {
  bell: 'الإشعارات',
  bellUnread: 'الإشعارات، {shown} غير مقروءة',
  unread: 'غير مقروءة',
  fresh: 'جديدة',
  earlier: 'سابقة',
  markRead: 'وضع علامة مقروء',
  markAll: 'وضع علامة مقروء على الكل',
  empty: 'لا إشعارات بعد. هنا تظهر الردود وعمليات الإسناد والإشارات.',
  failed: 'تعذّر تحميل الإشعارات.',
  notMarked: 'تعذّر وضع علامة مقروء. حاول مرة أخرى.',
  more: 'عرض الأقدم',
  mention: 'الإشارة إلى زميل',
} satisfies Translation<'notifications'>
