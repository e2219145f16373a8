import type { DemoStory } from '../script.ts'

/** A feature with a correction: the plainest use of an update. */
export const oysters: DemoStory = {
  slug: 'oysters-of-holm-flats',
  title: 'The oysters of Holm Flats have come through the cold, and so have their keepers',
  section: 'Countryside',
  author: 'sunniva',
  published: { daysAgo: 3, at: '09:00' },
  html: `
<p>Nine nights of frost in a row is what the old books give as the limit for an oyster on an open bank. This month there were eleven. The beds on Holm Flats have now been counted, and the books will need a footnote.</p>
<p>The count is done as it has always been done: on the lowest tide of the month, by lamplight, with a square of wood a metre across. One person drops the square with their eyes shut. The other counts what is alive inside it and what is not. Then they walk ten paces and do it again, two hundred times, before the water comes back.</p>
<p>“You hear it before you see it,” says Anselm Thorne, who has worked the eastern bank for thirty years. “A dead one gapes, and when you tread near it there is a sort of sigh. I was afraid we should walk out there and the whole bank would sigh.” It did not. Of every hundred oysters in the squares, ninety-one were shut tight.</p>
<h2>Snow as a blanket</h2>
<p>The explanation offered by the field station at Tern Haven is snow. It fell on the second night, wet, at low water, and froze on the banks as a crust. Under the crust the mud stayed a degree above freezing. In the winter that the old books describe there was as much frost and no snow at all.</p>
<p>The field station is careful to call this a likely reason and not a proven one. It had one thermometer in the mud. It has asked for twelve.</p>
<h2>What it means for the market</h2>
<p>Holm Flats sells about four hundred thousand oysters a year, most of them in the six weeks around midwinter. The growers had expected to buy in young stock to fill the gaps and had put aside money for it. They will now spend the money on the sluice, which is older than any of them and leaks.</p>
<p>Prices should stay where they are. There may even be a glut of small ones after New Year, since animals that spend their strength keeping alive do not spend it on growing.</p>
<p>The next count is on the spring tide in March. Volunteers are welcome, and are asked to bring their own lamp, and to keep their eyes shut when told to.</p>
`,
  steps: [
    {
      when: { daysAgo: 3, at: '11:15' },
      by: 'hanne',
      do: 'comment',
      as: 'sluice',
      body: 'A small thing: the sluice is not older than any of them. It was rebuilt after the flood, and Anselm Thorne’s mother laid the first stone. There is a plate on it.',
    },
    {
      when: { daysAgo: 3, at: '12:02' },
      by: 'sunniva',
      do: 'comment',
      under: 'sluice',
      body: 'You are right, and I have now been to read the plate. It is corrected in UPDATE 1, with thanks.',
    },
    {
      when: { daysAgo: 3, at: '12:00' },
      by: 'sunniva',
      do: 'update',
      kind: 'correction',
      body: 'The story says that the sluice is older than any of the growers. It was rebuilt thirty-eight years ago, after the flood, and four of the six growers are older than it is. With thanks to Hanne Brook, who knew. It does leak.',
    },
    {
      when: { daysAgo: 2, at: '08:30' },
      by: 'petra',
      do: 'comment',
      body: 'I was the one with her eyes shut on squares 120 to 160. You do start to hear the difference.',
    },
  ],
}
