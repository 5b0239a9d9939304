import { claim, note, priority, say, type Script, status, tag } from './script.ts'

/** The conversations of a counselling desk's demo: students, counsellors, an admin. */
export const COUNSELLING: Script[] = [
  {
    by: 'buyer',
    subject: 'I can’t decide between two programmes',
    text: 'Both have offered me a place: Biology in Leiden and Environmental Science in Utrecht. I must answer by Friday and keep going in circles.',
    tags: ['choice of studies'],
    priority: 'high',
    ago: 20,
    steps: [
      say(
        'agent',
        'Two offers, well done! Let’s not decide by chat. What would you miss most, if you had to give up one of them tonight?',
      ),
      say('buyer', 'Funny, I thought of the field trips in Utrecht at once.', 'timetable.csv'),
      note('agent', 'Sounds decided already. Meeting on Thursday to make sure it’s not only about the field trips.'),
      claim('agent'),
      say('agent', 'Keep that thought. Shall we talk on Thursday at four? I’ll send you a link.'),
    ],
    starred: ['agent'],
  },
  {
    by: 'buyer2',
    subject: 'Exam nerves',
    text: 'I study for weeks, and in the exam everything is gone. The next one is on the 2nd.',
    tags: ['exams', 'wellbeing'],
    ago: 40,
    steps: [
      // The other counsellor cannot find this one.
      claim('agent2'),
      say(
        'agent2',
        'You’re far from alone with this. Does it start before the exam, or when you see the first question?',
      ),
      say('buyer2', 'When I see the others writing.'),
      tag('agent2', 'workshop'),
      say(
        'agent2',
        'That helps. We have a short workshop on Tuesday evening about just that; may I put you on the list?',
      ),
    ],
  },
  {
    by: 'buyer',
    subject: 'Deadline for the Erasmus form',
    text: 'Is it the 30th or the 1st? The page and the mail say different things.',
    type: 'question',
    tags: ['erasmus', 'deadline'],
    ago: 3,
    steps: [],
  },
  {
    by: 'buyer2',
    subject: 'Leave of absence next semester',
    text: 'My mother is ill and I’d like to be at home for some months. What do I have to hand in, and what happens to my grant?',
    tags: ['leave', 'finance'],
    ago: 8,
    steps: [
      priority('agent', 'high'),
      say(
        'agent',
        'I’m sorry to hear that, Tomasz. A form and a doctor’s letter for her are enough, and the grant pauses without being lost. I’ll go through it with you whenever you like.',
      ),
      note('agent', 'Please handle gently; ask before passing on.'),
    ],
  },
  {
    by: 'buyer',
    subject: 'Transcript in English',
    text: 'I need one for an internship. How long does it take?',
    type: 'question',
    priority: 'low',
    tags: ['documents'],
    ago: 130,
    steps: [
      say('agent2', 'Two working days. It’s on its way to your mailbox.'),
      say('buyer', 'Thank you!'),
      status('buyer', 'closed'),
    ],
  },
  {
    by: 'seller',
    subject: 'Internship places for spring',
    text: 'We have three places from March on. Whom should we tell?',
    tags: ['internships'],
    ago: 60,
    steps: [say('admin', 'Wonderful! I’ll bring it to the counsellors’ round on Monday.')],
  },
]
