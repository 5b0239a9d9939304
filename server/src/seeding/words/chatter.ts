/** What requesters say between the first message and the last. */
export const FOLLOW_UPS: readonly string[] = [
  'Any news on this?',
  'Thank you, that was quick!',
  'Yes, that is right.',
  'I have attached what you asked for. Can you see it?',
  'No, it is still the same.',
  'I tried that. It worked once, and then no more.',
  'It was on {day}, in the afternoon.',
  'The number is {order}, as I wrote above.',
  'Could you call me instead? I am at home after six.',
  'Okay, I will wait.',
  'Is there nobody else who could look at it?',
  'My neighbour has the same trouble, by the way.',
  'That would be great, thank you 🙏',
  'Hmm, the {item} is still not there 😕',
  'Fine with me 👍',
  'I am at work right now, I can try tonight.',
  'Just to be sure: nothing is charged again?',
  'One more thing: does that also go for the other {item}?',
  'I found the mail, it was in spam. Sorry!',
  'It says {amount} on the page, and something else in the mail.',
]

/** What staff say that fits anywhere. */
export const STAFF_CHATTER: readonly string[] = [
  'Thank you for your patience. I am still on it.',
  'You are welcome! Is there anything else?',
  'I have passed it on and stay in touch with the colleagues.',
  'Got it, thank you. One moment please.',
  'I am sorry for the trouble. Let me look at {order} once more.',
  'We will have an answer by {day}.',
  'Could you try again now, and tell me what you see?',
  'Thanks, that helps a lot.',
]

/** How requesters end it. */
export const THANKS: readonly string[] = [
  'It works, thank you very much!',
  'All good now. Thanks for the help 🎉',
  'Arrived today. Thank you!',
  'Great service. You can close this.',
  'Perfect, thanks.',
]

/** What staff tell each other. */
export const NOTES: readonly string[] = [
  'Third contact about {order}, please keep it friendly.',
  'Checked with the warehouse: the scan of {day} is missing.',
  'Goodwill of {amount} is fine from my side.',
  'Looks like the same bug as last month, see the other tickets.',
  'Customer prefers a phone call. Number is in the account.',
  'Please do not close before {day}.',
  'Handing this over, I am off from tomorrow.',
]

/** Words from right to left, and others that are not English. */
export const OTHER_TONGUES: readonly string[] = [
  'مرحبًا، لم يصل طلبي {order} بعد. هل يمكنكم المساعدة؟',
  'شكرًا جزيلًا على الرد السريع.',
  'שלום, החבילה {order} עדיין לא הגיעה. תודה!',
  'سلام، سفارش من {order} هنوز نرسیده است.',
  'Merhaba, {order} numaralı siparişim hâlâ gelmedi.',
  'こんにちは。注文 {order} の状況を教えてください。',
  'Guten Tag, die Lieferung {order} ist noch immer nicht da. Können Sie bitte nachsehen?',
  'Dzień dobry, czy zamówienie {order} zostało już wysłane?',
]

/** Sentences for those who tell everything: long messages are made of them. */
export const STORY: readonly string[] = [
  'Let me start at the beginning, so that you have everything in one place.',
  'I ordered on {day}, and the confirmation came within a minute.',
  'Two days later there was a mail that the {item} had left the warehouse.',
  'I stayed at home for it, which cost me a day of work.',
  'Then I called the hotline and was told to write to you instead.',
  'The person on the phone was kind, but could not see order {order} at all.',
  'In the meantime {amount} were taken from my account.',
  'I then tried everything on your help page, in the order in which it is written there.',
  'My partner has tried it as well, on another device, with the same result.',
  'I do not want to sound impatient, I would just like to know what happens next.',
  'For what it is worth, until now everything always went well with you.',
  'Please tell me if you need photos, I have taken some.',
]
