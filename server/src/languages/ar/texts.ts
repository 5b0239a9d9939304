import type { Texts } from '../texts.ts'
import { audit } from './audit.ts'
import { notices } from './notices.ts'
import { page } from './page.ts'
import { reasons } from './reasons.ts'

/** Modern Standard Arabic. */
export const ar: Texts = {
  code: 'ar',
  dir: 'rtl',
  notices,
  ...reasons,
  audit,
  page,
  mails: {
    hello: (name) => `مرحبًا ${name}،`,
    openTicket: 'فتح التذكرة',
    openRequests: 'فتح الطلبات',
    replyByMail: 'يمكنك أيضًا الرد على هذه الرسالة. يُضاف ردّك إلى التذكرة.',
    several: (count, desk) => `إشعارات من ${desk} (${count})`,
    scores: ['سيئة', 'ضعيفة', 'مقبولة', 'جيدة', 'ممتازة'],
    why: 'تصلك هذه الرسالة بناءً على إعدادات الإشعارات لديك.',
    settings: 'تغيير إعدادات الإشعارات',
    unsubscribe: 'إلغاء الاشتراك في هذه الرسائل',
    readers: {
      staff: 'ملاحظة داخلية',
      requester: 'مقدّم الطلب وفريق الدعم فقط',
      shop: 'المتجر وفريق الدعم فقط',
    },
    links: {
      password_reset: (desk) => ({
        subject: `كلمة مرور جديدة لحسابك في ${desk}`,
        text: `طلب شخص ما كلمة مرور جديدة لحسابك في ${desk}. يمكنك اختيارها هنا:`,
        button: 'اختيار كلمة مرور جديدة',
      }),
      known: (desk) => ({
        subject: `لديك حساب بالفعل في ${desk}`,
        text: `حاول شخص ما إنشاء حساب في ${desk} بعنوان بريدك الإلكتروني. لديك حساب بالفعل: سجّل الدخول كالمعتاد. وإذا لم تكن لديك كلمة مرور أو نسيتها، فاختر كلمة جديدة هنا:`,
        button: 'اختيار كلمة مرور جديدة',
      }),
      sign_up: (desk) => ({
        subject: `أنشئ حسابك في ${desk}`,
        text: `أكّد عنوان بريدك الإلكتروني لإنشاء حساب في ${desk}:`,
        button: 'إنشاء الحساب',
      }),
      sign_in: (desk) => ({
        subject: `تسجيل الدخول إلى ${desk}`,
        text: `استخدم هذا الرابط لتسجيل الدخول إلى ${desk} دون كلمة مرور:`,
        button: 'تسجيل الدخول',
      }),
      email_change: (desk) => ({
        subject: `أكّد عنوان بريدك الإلكتروني الجديد في ${desk}`,
        text: `أكّد أن هذا هو عنوان البريد الإلكتروني الجديد لحسابك في ${desk}:`,
        button: 'تأكيد عنوان البريد الإلكتروني',
      }),
    },
    once: 'يعمل الرابط مرة واحدة، وهو صالح لمدة ساعة.',
    ignore: 'إذا لم تطلب ذلك، فيمكنك تجاهل هذه الرسالة: لن يتغير شيء.',
    openAccount: 'فتح حسابك',
    invitation: {
      subject: (inviter, desk) => `دعوة من ${inviter} إلى ${desk}`,
      text: (inviter, desk, role) => `تلقّيت دعوة من ${inviter} إلى ${desk} (الدور: ${role}).`,
      button: 'اختيار كلمة مرور',
    },
    shopInvitation: {
      subject: (inviter, shop) => `دعوة من ${inviter} للرد باسم ${shop}`,
      text: (inviter, shop, desk) => `تلقّيت دعوة من ${inviter} للرد على عملاء ${shop} في ${desk}.`,
      button: 'الانضمام إلى المتجر',
    },
    onceUntil: (day) => `يعمل الرابط مرة واحدة وهو صالح حتى ${day}.`,
    unexpected: 'إن لم تكن تتوقع هذه الدعوة فتجاهل هذه الرسالة.',
    roles: {
      marketplace: { buyer: 'مشترٍ', seller: 'بائع', agent: 'موظف دعم', admin: 'مشرف' },
      counselling: { buyer: 'طالب', seller: 'شريك', agent: 'مستشار', admin: 'مشرف' },
    },
    newEmail: {
      subject: (desk) => `عنوان بريد إلكتروني جديد لحسابك في ${desk}`,
      text: (email) =>
        `طلب شخص مسجّل الدخول إلى حسابك تغيير عنوان بريده الإلكتروني إلى ${email}. ويسري التغيير عند تأكيد ذلك العنوان.`,
      footer: 'إذا لم تكن أنت من طلب ذلك، فغيّر كلمة المرور: ينهي ذلك كل تسجيلات الدخول ويُبطل الرابط.',
    },
    factorReset: {
      subject: (desk) => `أُزيلت خطوة التحقق الثانية لحسابك في ${desk}`,
      text: (desk) =>
        `أزال مشرف خطوة التحقق الثانية لحسابك في ${desk} لأنها فُقدت. سُجّل خروجك من كل مكان. سجّل الدخول بكلمة المرور وفعّل خطوة جديدة.`,
      footer: 'إذا لم تطلب ذلك، فأبلغ المشرفين وغيّر كلمة المرور.',
    },
    setup: {
      subject: (desk) => `إعداد ${desk}`,
      text: (desk) => `بدأ تشغيل ${desk} وليس له مشرف بعد. أنشئ حساب المشرف الأول هنا:`,
      button: 'بدء الإعداد',
      once: 'يعمل الرابط مرة واحدة خلال يوم.',
      footer: 'تصلك هذه الرسالة لأن عنوانك مسجّل في ADMIN_EMAIL على الخادم.',
    },
  },
  received: {
    noSubject: 'بلا موضوع',
    noText: 'لا يوجد نص في هذه الرسالة.',
    notStored: 'ملفات لم تُحفظ:',
    moreFiles: (count, most) => `ملفات أخرى: ${count} (الحد الأقصى للرسالة: ${most}).`,
  },
  shortcuts: { newTicket: 'تذكرة جديدة', starred: 'بنجمة' },
  sessionTitle: (desk, ticket) => `${desk}: جلسة بشأن ${ticket}`,
  sms: {
    news: {
      replies: (ticket) => `رد جديد في ${ticket}`,
      status: (ticket) => `حالة جديدة للتذكرة ${ticket}`,
      sessions: (ticket) => `جديد بشأن جلسة في ${ticket}`,
      assignments: (ticket) => `أُسندت إليك ${ticket}`,
      unassigned: (ticket) => `رسالة جديدة في التذكرة غير المسندة ${ticket}`,
      notes: (ticket) => `ملاحظة جديدة في ${ticket}`,
      requests: (ticket) => `جديد بشأن طلب يخص ${ticket}`,
      ratings: (ticket) => `جديد بشأن تقييم ${ticket}`,
      disputes: (ticket) => `جديد بشأن النزاع في ${ticket}`,
    },
    newsIn: (ticket) => `جديد في ${ticket}`,
    request: (desk) => `جديد بشأن طلب في ${desk}`,
    code: (code, desk) => `${code} هو رمزك لـ ${desk}. وهو صالح لمدة 10 دقائق.`,
  },
}
