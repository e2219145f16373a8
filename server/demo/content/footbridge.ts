import type { DemoStory } from '../script.ts'

/** A notice that nobody has commented on: the empty thread. */
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
  steps: [],
}
