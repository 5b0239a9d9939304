import type { Translation } from '../translation.ts'

export default {
  assignees: 'اقتراحات الإسناد',
  assign: 'إسناد',
  assignTo: 'إسناد إلى {name}',
  claim: 'استلام',
  you: 'أنت',
  tags: 'اقتراحات:',
  tagList: 'الوسوم المقترحة',
  addTag: 'إضافة الوسم «{tag}»',
} satisfies Translation<'suggestions'>
