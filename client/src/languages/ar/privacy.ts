import type { Translation } from '../translation.ts'

export default {
  confidential: 'سرية',
  confidentialWhat: 'لا يرى هذه التذكرة إلا أعضاء الفريق المشاركون فيها. ولا يراها المشرفون إلا بوصول طارئ.',
  makeConfidential: 'جعلها سرية',
  makeVisible: 'إظهارها لكل أعضاء الفريق',
  changeFailed: 'تعذّر حفظ التغيير. حاول مرة أخرى.',
  claimToRead: 'استلام للقراءة',
  unclaimedTitle: 'لم تُستلم بعد',
  unclaimedWhat: 'لا يستطيع قراءة الرسائل إلا من يستلم هذه التذكرة.',
  emergency: 'وصول طارئ…',
  emergencyTitle: 'وصول طارئ',
  emergencyWhat:
    'يمكنك قراءة تذكرة واحدة لمدة ساعة واحدة. يُبلَّغ مقدّم الطلب والمسند إليه فورًا ويقرآن السبب الذي تذكره. كما يُسجَّل في سجل التذكرة وسجل التدقيق.',
  number: 'رقم التذكرة',
  numberHint: 'مثل TC-0012.',
  reason: 'السبب',
  reasonHint: '500 حرف كحد أقصى.',
  open: 'فتح التذكرة',
  emergencyFailed: 'تعذّر فتح التذكرة. حاول مرة أخرى.',
  emergencyUntil:
    'وصول طارئ: بقي {minutes, plural, =0 {أقل من دقيقة} zero {أقل من دقيقة} one {دقيقة واحدة} two {دقيقتان} few {# دقائق} many {# دقيقة} other {# دقيقة}}',
  readOnly: 'يتيح لك الوصول الطارئ قراءة هذه التذكرة دون تغييرها.',
} satisfies Translation<'privacy'>
