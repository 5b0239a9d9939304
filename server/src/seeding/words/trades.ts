import type { Trade } from './trade.ts'

const delivery: Trade = {
  team: 'Customer Service',
  tags: ['delivery', 'late', 'lost-parcel', 'address', 'tracking', 'courier', 'pickup-point', 'customs', 'gift'],
  items: [
    'desk lamp',
    'pair of boots',
    'coffee grinder',
    'garden chair',
    'winter coat',
    'set of shelves',
    'cast-iron pan',
    'kettle',
    'bicycle helmet',
    'carpet',
  ],
  subjects: [
    'Where is my {item}?',
    'Order {order} has not arrived',
    'Tracking has said "in transit" since {day}',
    'Parcel left at the wrong address',
    'Change the delivery address of {order}',
    'The courier says I was not at home',
    'Delivery on {day} instead?',
    'Only half of order {order} came',
    'Customs want {amount} for my {item}',
    'Can the {item} go to a pick-up point?',
  ],
  openings: [
    'Hello, I ordered a {item} ({order}) and it should have been here on {day}. The tracking page has not changed since. Can you find out where it is?',
    'My order {order} says delivered, but nothing was left at my door and none of the neighbours have it.',
    'I have moved since I ordered. Can the {item} from {order} still go to my new address?',
    'The courier left a card, though I was at home all of {day}. How do I get my {item} now?',
    'Two of the three things in {order} arrived today. Is the {item} coming separately?',
    'I am being asked for {amount} in customs fees for the {item}. The product page said that everything is included.',
  ],
  answers: [
    'Thank you for writing in. I am asking the carrier now and will be back within the day.',
    'I can see the parcel at the depot since {day}. Could you confirm the house number for me?',
    'The carrier has opened a search. It usually takes two working days.',
    'Did anybody in the house sign for it? The signature on the scan reads like a "K".',
    'I have changed the address. You will get a new tracking link by mail.',
    'The {item} ships from another warehouse, so it comes in a parcel of its own.',
  ],
  solutions: [
    'The carrier found it: it will be with you on {day}. Sorry for the wait.',
    'We have sent another {item} today, at no cost. Please refuse the first one if it still turns up.',
    'I have refunded {amount}. It shows on your account in three to five days.',
  ],
}

const payments: Trade = {
  team: 'Payments',
  tags: ['refund', 'invoice', 'double-charge', 'card', 'voucher', 'vat', 'bank-transfer', 'chargeback'],
  items: ['invoice', 'gift card', 'card payment', 'voucher', 'refund', 'bank transfer'],
  subjects: [
    'Charged twice for {order}',
    'Refund of {amount} not received',
    'I need an invoice with VAT for {order}',
    'Voucher code does not work',
    'Card declined, money gone',
    'Wrong amount on my {item}',
    'How long does a {item} take?',
    'Pay by bank transfer?',
  ],
  openings: [
    'My statement shows {amount} twice for order {order}. Please look into it, this is a lot of money for me.',
    'You told me on {day} that my refund of {amount} was on its way. My bank knows nothing of it.',
    'Our accountant needs an invoice with our VAT number for {order}. The one in my account has only my name.',
    'The voucher from your newsletter says "not valid for this basket". There is nothing on sale in it.',
    'The payment page gave an error, I tried again, and now both payments of {amount} are pending.',
  ],
  answers: [
    'I am sorry about that. Could you send me the last four digits of the card, nothing more?',
    'I see two authorisations and one capture: the second lapses by itself, usually within a week.',
    'Our bank sent it on {day}. Shall I send you the reference for your own bank?',
    'Please give me the exact company name and VAT number, and I will issue it again.',
    'The voucher is for first orders only. Let me see what I can do.',
  ],
  solutions: [
    'The second charge of {amount} has been returned. I have checked it with our bank.',
    'The corrected invoice is in your account now, and a copy is in your mail.',
    'I have put {amount} of credit on your account, for the trouble.',
  ],
}

const returns: Trade = {
  team: 'Returns',
  tags: ['return', 'damaged', 'wrong-item', 'exchange', 'warranty', 'size', 'label', 'spare-part'],
  items: [
    'blender',
    'running shoes',
    'office chair',
    'rain jacket',
    'headphones',
    'tea set',
    'mirror',
    'toaster',
    'backpack',
    'watch strap',
  ],
  subjects: [
    'My {item} arrived broken',
    'Wrong size: exchange the {item}?',
    'Got a {item} I never ordered',
    'Return label for {order}',
    'The {item} stopped working after two weeks',
    'Is a {item} without its box still returnable?',
    'Spare part for my {item}',
    'Return sent on {day}, no word since',
  ],
  openings: [
    'The {item} from {order} arrived today with a crack all along one side. The box was fine, so it must have been packed that way.',
    'I would like to return the {item}: it is a size too small. Can I have the next one up instead of my money?',
    'Instead of what I ordered there was a {item} in the box. Whose is it, and where is mine?',
    'After two weeks of normal use the {item} does nothing any more. I still have the receipt of {order}.',
    'I sent the {item} back on {day} and have the slip from the post office. When do I hear from you?',
  ],
  answers: [
    'That should not happen. A photo of the damage would help me to settle this quickly.',
    'The next size up is in stock. I am holding one for you for three days.',
    'Here is your label; drop the parcel off wherever suits you. No box needed, any will do.',
    'The warehouse confirms that your parcel came in on {day}. It is waiting to be checked.',
    'It is well within the warranty. Would you rather have a repair or a new one?',
  ],
  solutions: [
    'A new {item} is on its way. Keep the old one, or recycle it, as you like.',
    'The return is booked: {amount} goes back to how you paid.',
    'The spare part ships on {day}, free of charge.',
  ],
}

const technical: Trade = {
  team: 'Technical Support',
  tags: ['login', 'app', 'bug', 'password', 'two-factor', 'checkout', 'slow', 'notifications', 'accessibility'],
  items: ['app', 'website', 'search', 'wish list', 'checkout', 'order history', 'newsletter'],
  subjects: [
    'Cannot sign in since {day}',
    'The {item} shows an empty page',
    'Password mail never arrives',
    'The {item} is very slow',
    'Error 500 in the {item}',
    'Lost my phone and the second factor with it',
    'Screen reader skips the {item}',
    'Please add dark mode to the {item}',
    'Too many notifications',
  ],
  openings: [
    'Since {day} the {item} only shows a white page on my phone. On the computer it works. I have installed it again, no change.',
    'I asked for a new password four times. No mail, not in spam either.',
    'My phone was stolen, and now I cannot sign in without its codes. What can you do?',
    'Whenever I press Pay the {item} jumps back to the basket and everything is gone.',
    'I use a screen reader. In the {item} it reads "button, button, button" and nothing else.',
  ],
  answers: [
    'Thank you for telling us. Which browser and which version is it?',
    'We could reproduce it here. It is with our developers now.',
    'I have reset the limit on password mails. Please try once more.',
    'To be sure that it is you: when was your last order, and where did it go?',
    'Does it happen in a private window as well?',
  ],
  solutions: [
    'The fix is out. Please close the {item} and open it again.',
    'Your second factor is off now; please set up a new one under Account.',
    'The new password mail went through just now, our log says that your provider took it.',
  ],
}

const sellers: Trade = {
  team: 'Seller Care',
  tags: ['payout', 'listing', 'shop', 'fees', 'stock', 'policy', 'verification', 'feature'],
  items: ['listing', 'payout', 'shop page', 'stock import', 'fee statement', 'shop banner'],
  subjects: [
    'Payout of {amount} is late',
    'My {item} was taken down',
    'Stock import fails for 40 articles',
    'Question about the fees in {order}',
    'Verification documents refused',
    'Change the name of my shop',
    'Please let us schedule a {item}',
    'A buyer wants to return after 60 days',
  ],
  openings: [
    'The payout for last week ({amount}) should have come on {day}. My bank details have not changed.',
    'Three of my listings were taken down with the reason "policy". Which one, and how do I mend it?',
    'The stock import stops at line 312 with "unknown error". The file is the same as last month.',
    'My documents were refused for the second time. They are scans of the originals, all four corners visible.',
    'A buyer of {order} asks to return the goods after two months. Do I have to take them back?',
  ],
  answers: [
    'Payouts of that day were held up by a bank holiday. Yours is in the next run.',
    'Could you send the file along? I would like to see line 312.',
    'The listing names a brand that needs a certificate. Do you have one?',
    'I have asked the verification team for a second look.',
    'Our policy gives buyers 30 days; after that it is up to you.',
  ],
  solutions: [
    'The payout of {amount} was sent this morning.',
    'Your listings are up again. Sorry for the mix-up.',
    'The import is fixed; I ran your file and all articles are in.',
  ],
}

/** What buyers write about, the commonest first. */
export const BUYER_TRADES: readonly Trade[] = [delivery, returns, payments, technical]

/** What sellers write about, the commonest first. */
export const SELLER_TRADES: readonly Trade[] = [sellers, payments, technical]
