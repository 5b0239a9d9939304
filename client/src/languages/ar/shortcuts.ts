import type { Translation } from '../translation.ts'

export default {
  single: 'اختصارات المفتاح الواحد',
  singleHint: 'أوقفها إذا كنت تتحدث إلى حاسوبك أو تضغط المفاتيح سهوًا. وتبقى الاختصارات مع Ctrl أو ⌘ أو Alt.',
  change: 'تغيير الاختصارات',
  finish: 'تم',
  resetAll: 'إعادة ضبط الكل',
  changeKeys: 'تغيير مفاتيح «{action}»',
  noKeys: 'متوقف',
  press: 'اضغط المفاتيح…',
  pressing: 'اضغط المفاتيح الجديدة لـ «{action}». مفتاح Escape للإلغاء.',
  turnOff: 'إيقاف «{action}»',
  reset: 'إعادة ضبط «{action}»',
  taken: '{keys} هو اختصار «{other}». اختر مفاتيح أخرى، أو غيّر ذاك أولًا.',
  reserved: 'يحتاج المتصفح أو الصفحة إلى {keys}. اختر مفاتيح أخرى.',
  leader: 'يبدأ g اختصارات من مفتاحين. اضغط مفتاحًا ثانيًا.',
  changed: 'أصبح «{action}»: {keys}.',
} satisfies Translation<'shortcuts'>
