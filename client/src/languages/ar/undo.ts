import type { Translation } from '../translation.ts'

export default {
  title: 'سجل التراجع',
  hint: 'أحدث تغييراتك في علامة التبويب هذه. يمكن التراجع عن كل منها على حدة؛ وما غيّره شخص آخر بعد ذلك يبقى.',
  keys: 'يتراجع عن آخر تغيير، ثم عن الذي قبله',
  empty: 'لا شيء للتراجع عنه. ما تغيّره في التذاكر يظهر هنا حتى تعيد تحميل الصفحة.',
  undo: 'تراجع',
  undoThis: 'تراجع: {change}',
} satisfies Translation<'undo'>
