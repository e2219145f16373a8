import type { DemoStory } from '../script.ts'

/** A notice under which nothing has been published yet: its comments are checked first, and one waits. */
export const footbridge: DemoStory = {
  slug: 'tern-haven-footbridge-closed',
  title: 'Notice: the Tern Haven footbridge is closed for two nights',
  section: 'Notices',
  author: 'colm',
  published: { minutesAgo: 150 },
  html: `
<p>The footbridge over the lock at Tern Haven will be closed to everyone on the next two nights, from 21:00 to 05:00, while its handrails are painted.</p>
<p>The lock-keeper will take people across in the work boat when asked. Ring the bell on the west side, or wave a light on the east side, where the bell has been stolen.</p>
<p>The rails will be green again, as they were until somebody ordered the wrong tin. The paint stays wet for about a day. The district apologises in advance to anyone who needs to find this out for themselves.</p>
`,
  steps: [
    {
      when: { minutesAgo: 120 },
      by: 'ruth',
      do: 'pause',
      mode: 'premoderated',
      reasonCode: 'other',
      reason:
        'People rely on notices to get home. Each comment on this one is read before it appears, until the bridge is open again.',
      minutes: 2880,
    },
    {
      when: { minutesAgo: 35 },
      by: 'orrell',
      do: 'comment',
      body: 'I have a spare ship’s bell, bought at the sale of the *Kittiwake*. The district may borrow it for the east side, if the district signs for it.',
    },
  ],
}
