import type { DemoStory } from '../script.ts'

/** A quarrel about a street. Commenting on it is paused at the first start, then slow. */
export const lane: DemoStory = {
  slug: 'gull-lane-without-cars',
  title: 'Gull Lane may lose its cars for a year. Its bakers get up at three to say no',
  section: 'Port Ansel',
  author: 'colm',
  published: { daysAgo: 1, at: '10:15' },
  html: `
<p>The town council of Port Ansel is to decide next week whether to close Gull Lane to motor traffic for a trial year. Half the lane has put up green posters, the other half orange ones, and the chemist has put up both.</p>
<p>The plan is short. From the market cross to the slipway, two hundred and ten metres, nothing with an engine would pass between nine in the morning and seven in the evening. Residents would keep their permits, ambulances their right of way, and everyone else the use of their legs. Three benches are proposed, and a row of seven limes in tubs, which can be taken away again if the trial fails.</p>
<h2>What the figures say</h2>
<p>The council counted for a fortnight in September. On an average day 1,140 vehicles drove down the lane, and 760 of them stopped nowhere in it: they were on the way to the slipway car park and had missed the turning. On the same days 3,900 people walked there, on pavements that at the narrowest point measure sixty-eight centimetres, or one pram.</p>
<p>There have been eleven collisions in five years, none of them grave. Nine were with the same bollard.</p>
<h2>What the lane says</h2>
<p>The traders’ meeting in the Seamen’s Hall lasted three hours. Those in favour spoke of tables outside, of hearing one another, of a child’s first steps across the cobbles. Those against spoke of flour. Gull Lane has two bakeries and a chandler, and what they sell comes in by the half-tonne, at an hour that no plan of the council’s has yet got up for.</p>
<p>“They tell me that I may unload before nine,” said the owner of the corner bakery. “I tell them that the mill delivers at ten, because the mill has customers further off than me.” The council’s engineer replied that he would speak to the mill. There was laughter, not all of it kind.</p>
<p>The longest silence followed a woman who has lived at the slipway end for fifty-two years and can no longer walk the lane. She asked how her sister was to fetch her for Sunday dinner. A permit can be had for a visitor’s car, it turned out, on application, ten working days ahead.</p>
<h2>What happens now</h2>
<p>Members will have three papers before them: the plan, a version that begins at eleven instead of nine, and a motion to move the bollard. The vote is expected to be close. Both posters are printed by the same shop, at number 14, which says that it has no view and has had a very good month.</p>
<p>The meeting is open to the public. The hall holds ninety; the council has been asked for loudspeakers in the lane, where, for that evening at least, there will be no cars.</p>
`,
  steps: [
    {
      when: { daysAgo: 1, at: '11:02' },
      by: 'baker',
      do: 'comment',
      as: 'mill',
      body: 'I am the one with the flour. I would like it known that I am not against benches. I am against carrying five hundred kilos two hundred metres by hand because somebody has drawn a tree where the lorry stands.',
    },
    {
      when: { daysAgo: 1, at: '11:20' },
      by: 'petra',
      do: 'comment',
      as: 'eleven',
      under: 'mill',
      body: 'The eleven o’clock version solves this, surely? The mill comes at ten. You unload, the lorry leaves, and the limes come out like the figures on a town-hall clock.',
    },
    {
      when: { daysAgo: 1, at: '11:44' },
      by: 'baker',
      do: 'comment',
      under: 'eleven',
      body: 'It would solve it for me. It does not solve it for the chandler, whose chain comes when the ship does.',
    },
    {
      when: { daysAgo: 1, at: '13:05' },
      by: 'orrell',
      do: 'comment',
      as: 'pram',
      body: 'Sixty-eight centimetres was not measured at the narrowest point. At number 13 it is fifty-nine. I have told three engineers.',
    },
    {
      when: { daysAgo: 1, at: '13:09' },
      by: 'orrell',
      do: 'edit',
      comment: 'pram',
      body: 'Sixty-eight centimetres was not measured at the narrowest point. At number 31 it is fifty-nine. I have told three engineers. I offered to lend the last one my tape.',
    },
    {
      when: { daysAgo: 1, at: '17:30' },
      by: 'sceptic',
      do: 'comment',
      as: 'posters',
      body: 'Everybody with a green poster lives on the lane and owns no shop. Everybody with an orange poster owns a shop and lives up the hill with a garage. I draw no conclusion. I merely walked down it and looked.',
    },
    {
      when: { minutesAgo: 66 },
      by: 'odile',
      do: 'comment',
      as: 'sister',
      under: 'posters',
      body: 'Not everybody. I have a shop, I live over it, and my poster is green. And I would swap it for an orange one this minute if the council cannot do better for the lady at the slipway than *ten working days*. It should be a telephone call.',
    },
    {
      when: { minutesAgo: 39 },
      by: 'tide',
      do: 'comment',
      as: 'lying',
      body: 'The engineer stood up in that hall and said that he would “speak to the mill”. He has had since *spring* to speak to the mill. Either nobody in that office can use a telephone, or they settled it long ago and the meeting was for show. People are angry because they are being managed.',
    },
    {
      when: { minutesAgo: 27 },
      by: 'petra',
      do: 'comment',
      under: 'lying',
      body: 'He is a public servant with two assistants and eleven streets. I was angry with him too, until I went and asked. You could also go and ask. What is *not* all right is following him down the lane with a camera, as somebody did on Friday.',
    },
    {
      when: { minutesAgo: 18 },
      by: 'ruth',
      do: 'pause',
      reasonCode: 'heated',
      reason:
        'Feelings about the lane are running high, and in the last half-hour the talk has moved from the plan to the people who have to carry it out. We are taking a breath and reading every comment before the thread goes on.',
      minutes: 60,
      thenSlow: { seconds: 120, minutes: 120 },
      note: 'Petra Wold’s last comment is fine. Watch for the film from Friday being posted.',
    },
  ],
}
