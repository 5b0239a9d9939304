import type { Translation } from '../translation.ts'

export default {
  anyTime: 'أي وقت',
  lastDays:
    '{count, plural, =1 {اليوم} zero {آخر # يوم} one {آخر يوم} two {آخر يومين} few {آخر # أيام} many {آخر # يومًا} other {آخر # يوم}}',
  chooseDates: 'اختيار التواريخ…',
  datesOf: '{name}: أول يوم وآخر يوم',
  calendar: 'التقويم',
  requestedBy: 'من {name}',
  chipOf: '{name}: {value}',
  saveView: 'حفظ العرض…',
  updateView: 'تحديث «{name}»',
  saveViewTitle: 'حفظ هذا العرض',
  renameViewTitle: 'إعادة تسمية «{name}»',
  viewName: 'الاسم',
  shareView: 'مشاركة مع كل أعضاء الفريق',
  shareViewHint: 'سيراه كل أعضاء الفريق في شريطهم الجانبي. ولا يستطيع تعديله إلا أنت والمشرفون.',
  save: 'حفظ',
  rename: 'إعادة التسمية',
  share: 'مشاركة مع كل أعضاء الفريق',
  unshare: 'جعله خاصًا',
  deleteView: 'حذف',
  savedViews: 'العروض المحفوظة',
  sharedBy: 'شاركه {name}',
  viewActions: 'إجراءات العرض «{name}»',
  viewSaved: 'حُفظ العرض «{name}».',
  viewDeleted: 'حُذف العرض «{name}».',
} satisfies Translation<'views'>
