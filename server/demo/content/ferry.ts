import type { DemoStory } from '../script.ts'

/** An ordinary local story with an ordinary, friendly thread. */
export const ferry: DemoStory = {
  slug: 'lowmere-ferry-keeps-its-bell',
  title: 'The Lowmere ferry gets a late boat, and keeps its bell',
  section: 'Estuary',
  author: 'sunniva',
  published: { daysAgo: 2, at: '15:30' },
  html: `
<p>From the first of next month the last ferry from Port Ansel to Lowmere will leave at 22:40 instead of 20:15. It is the first late boat for nineteen years, and it will still be announced by hand.</p>
<p>The winter timetable, put up on the pontoon on a sheet of paper in a freezer bag, brings two changes. The late crossing runs from Thursday to Saturday. In return the 06:10 on Sundays, which in the whole of last winter carried forty-three people and a harmonium, will no longer sail.</p>
<p>“We asked what people wanted, and they wanted to see the end of the film,” says Gerda Pellow, who runs the boat with her two sons. The Port Ansel picture house lets out at ten past ten. Until now anyone from Lowmere who bought a ticket was also buying a taxi round by Gannet Bridge: thirty-one kilometres, to cover eight hundred metres of water.</p>
<h2>A bell with a following</h2>
<p>What will not change is the bell. The harbour office had proposed a loudspeaker, which could also have given the time and the price, and in two languages. Within a week two hundred and six people signed a letter against it. Lowmere has three hundred and ninety inhabitants, not all of whom can write yet.</p>
<p>The bell comes from the herring drifter <em>Constance</em>, broken up in the year of the great frost. It is rung once for boarding, twice for leaving, and without stopping when Mrs Pellow sees somebody running. This last signal is in no regulation. In the course of one afternoon this newspaper heard it four times.</p>
<p>The harbour office says that it has listened and that the loudspeaker has been offered to the bus station.</p>
<h2>Will it pay?</h2>
<p>The late boat needs eleven passengers a night to cover its fuel. The family has promised to run it until Easter whatever the number. After that the count will decide, and the count is public: a blackboard inside the wheelhouse window, which everyone who crosses can read.</p>
<p>A single crossing stays at two crowns. Bicycles go free, harmoniums by arrangement.</p>
`,
  steps: [
    {
      when: { daysAgo: 2, at: '16:10' },
      by: 'wim',
      do: 'comment',
      as: 'run',
      body: 'I have been rung for. You do not feel the cold, you feel the whole boat looking at you. I would not have it any other way.',
    },
    {
      when: { daysAgo: 2, at: '16:48' },
      by: 'netta',
      do: 'comment',
      under: 'run',
      body: 'She rang for my father for a full minute once. He was running for the bus.',
    },
    {
      when: { daysAgo: 2, at: '17:25' },
      by: 'ida',
      do: 'comment',
      as: 'sunday',
      body: 'A word for the forty-three. Some of us go over on Sunday mornings to sit with people at the infirmary, and the next boat is at ten. Could the 06:10 be kept on the first Sunday of the month?',
    },
    {
      when: { daysAgo: 2, at: '18:40' },
      by: 'sunniva',
      do: 'comment',
      as: 'ask',
      under: 'sunday',
      body: 'I asked Mrs Pellow this evening. She had not known about the infirmary visits. “Tell them to put a note in the box with the dates,” she says, “and one of the boys will take them.” The box is the blue one on the pontoon.',
    },
    {
      when: { daysAgo: 1, at: '07:12' },
      by: 'ida',
      do: 'comment',
      under: 'ask',
      body: 'Done, with a list of names. Thank you both, this is more than I hoped for.',
    },
    {
      when: { daysAgo: 1, at: '19:20' },
      by: 'bosun',
      do: 'comment',
      body: 'It is a good bell. She was a good boat, the *Constance*, and nobody ever had to run for her, as she was always late.',
    },
  ],
}
