import type { Translation } from '../translation.ts'

export default {
  title: 'مهام الخلفية',
  hint: 'المهام التي تنتظر أو تعمل أو فشلت. المهمة التي تنجح تغادر القائمة.',
  none: 'لا مهام تنتظر، ولم تفشل أي مهمة.',
  failed: 'تعذّر تحميل المهام.',
  task: '{task, select, deliver_notifications {تسليم الإشعارات} send_mail {إرسال رسالة بريدية} send_scheduled_message {إرسال رسالة مجدولة} arrange_meeting {تحديث رابط اجتماع} remind_of_session {التذكير بجلسة} assign_new_tickets {إسناد التذاكر الجديدة} assign_waiting_tickets {إسناد التذاكر المنتظرة} send_invitation {إرسال دعوة} continue_batch {تعديل جماعي} receive_mail {معالجة رسالة بريدية} remove_old_mails {تنظيف الرسائل البريدية} end_silent_screen_share {إنهاء مشاركة شاشة منقطعة} return_claims {تحرير التذاكر المستلمة} collect_files {حذف الملفات المزالة} collect_orphaned_files {حذف الملفات المهجورة} back_up {نسخ مكتب الدعم احتياطيًا} sweep_screen_shares {تنظيف مشاركات الشاشة} sweep_live_changes {تنظيف التحديثات المباشرة} sweep_notifications {تنظيف الإشعارات} remove_old_batches {تنظيف التعديلات الجماعية} remove_expired_access {إزالة تسجيلات الدخول والروابط المنتهية} remove_failed_jobs {إزالة المهام الفاشلة القديمة} apply_retention {تطبيق قواعد الاحتفاظ} erase_people {محو بيانات المستخدمين} add_missing_jobs {البحث عن مهام ناقصة} case_deadline {التحقق من مهلة نزاع} ask_for_ratings {طلب التقييمات} end_emergency_access {إنهاء وصول طارئ} mail_link {إرسال رابط بالبريد} send_push {إرسال إشعار فوري} send_text {إرسال رسالة نصية} learn_ticket {التعلم من تذكرة محلولة} learn_missing_tickets {التعلم من التذاكر المحلولة} move_retired_tickets {نقل تذاكر الفرق الموقوفة} count_figures {حساب المؤشرات} sum_up_counts {جمع أعداد التذاكر} count_tickets_afresh {إعادة عدّ التذاكر} run_backfills {إكمال ترقية} reindex_search {إعادة فهرسة البحث} other {أخرى}}',
  state: '{state, select, FAILED {فشلت} RETRYING {إعادة محاولة} RUNNING {تعمل} other {في الانتظار}}',
  attempts:
    '{count, plural, =0 {لم تُجرَّب بعد} zero {لم تُجرَّب بعد} one {محاولة واحدة من {most}} two {محاولتان من {most}} few {# محاولات من {most}} many {# محاولة من {most}} other {# محاولة من {most}}}',
  due: 'موعدها {time}',
  retry: 'إعادة التشغيل',
  retried: 'ستُشغَّل المهمة مرة أخرى الآن.',
  mails: 'الرسائل البريدية المخزّنة',
  mailsHint: 'ليس لمكتب الدعم هذا خادم بريد، لذلك تُخزَّن الرسائل ولا تُرسل.',
  mailTo: 'إلى {to} · {time}',
  notRetried: 'تعذّرت إعادة تشغيل المهمة. حاول مرة أخرى.',
} satisfies Translation<'backgroundJobs'>
