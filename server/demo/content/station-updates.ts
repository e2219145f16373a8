import type { Step } from '../script.ts'

const transcript = `The coastguard has confirmed that Mr Wrenfield was at the station, and that he left it of his own accord: by water. Lieutenant Isolde Farrow, who speaks for the district, took questions in Port Ansel for eleven minutes. This is the part that concerns the night, in full.

> **Question:** Was the deputy harbour chief inside the station?
>
> **Lieutenant Farrow:** A gentleman signed the book at ten to ten. He has been good enough to say this morning that he does not mind my confirming his name. It was Mr Wrenfield.
>
> **Question:** Did he ask for protection?
>
> **Lieutenant Farrow:** He asked to speak to the officer of the watch, and he did. What people say to the officer of the watch stays with the officer of the watch. That holds for skippers in trouble and it holds for him.
>
> **Question:** The harbour police say that they were there to assist you.
>
> **Lieutenant Farrow:** I have read that. I would call it a generous description.
>
> **Question:** Is he there now?
>
> **Lieutenant Farrow:** No. He was given a bunk, and soup, and at half past four he went aboard the relief cutter with the crew that was going off watch. He went up the ladder himself. I mention it because I have been asked this morning whether he was carried.
>
> **Question:** So the vehicles at the gate until six –
>
> **Lieutenant Farrow:** Were at the gate until six.
>
> **Question:** Did he have a box with him?
>
> **Lieutenant Farrow:** Anything handed in at a station gets a receipt. I have not said that anything was handed in.
>
> **Question:** Where did the cutter take him?
>
> **Lieutenant Farrow:** To where the cutter goes. It is on the timetable.

The cutter goes to Tern Haven. It ties up there at twenty past five, weather allowing, and the harbour master says that the weather allowed. We are asking on the quay who was met, and by whom.`

const announcement = `The Harbour Authority has put out a statement of four sentences. The third is the new one:

> Mr Wrenfield visited the station on harbour business and was at no time prevented from leaving it. The Authority thanks the coastguard for its hospitality. A review has been opened into the removal of documents from the quay office. Mr Wrenfield’s leave continues.

Most of this we knew. What the statement does is move the question, from where a man slept to what he carried, and it does so without saying that he carried anything: a review “into the removal of documents” can be opened when nothing has been removed.

Read kindly, the Authority has lost sight of its own audit and wishes to find it before the vote. Read less kindly, whatever the audit says will now arrive with the word “removal” attached to it. The statement was sent after the printers’ deadline of every weekly on this coast, which fits both readings.

The Authority has still answered none of our nine questions. It did correct our spelling of “Stannick” in one of them.`

/** Eight updates of different kinds, oldest first. */
export const stationUpdates: readonly Step[] = [
  {
    when: { daysAgo: 1, at: '08:55' },
    by: 'nell',
    do: 'update',
    kind: 'see_also',
    body: 'See also the account in the [Lowmere Gazette](https://lowmere-gazette.example/point-road), whose reporter watched from across the water. It counts the same four vehicles and is better than ours on the lights: on until one, off until five, on again.',
  },
  {
    when: { daysAgo: 1, at: '09:45' },
    by: 'nell',
    do: 'update',
    kind: 'update',
    body: 'Added to *What is being said*: in some tellings the box holds recordings of harbour radio, not ledgers. We have found nobody who saw a box, whatever was in it. The section stays under its heading.',
    anchor: {
      exact: 'Mr Wrenfield drove to the Point with a box of berth ledgers',
      after: 'Mr Wrenfield drove to the Point with a box, of berth ledgers or of recordings of harbour radio',
    },
  },
  {
    when: { daysAgo: 1, at: '11:20' },
    by: 'nell',
    do: 'update',
    kind: 'update',
    status: 'rumour',
    body: 'Holm Flats Radio says, on the word of one person “close to the pilots”, that Mr Wrenfield asked the station to take him in and was told to come back with a lawyer ((The station has none either. Its rule book says to ring the magistrate.)). The report gives no hour and does not say how the person knows. Two other outlets have since carried it ((One of them with a photograph of another coastguard station.)). Both credit Holm Flats Radio, so this is one source, heard three times.',
  },
  {
    when: { daysAgo: 1, at: '14:10' },
    by: 'nell',
    do: 'update',
    as: 'confirmation',
    kind: 'update',
    status: 'confirmed',
    body: transcript,
  },
  {
    when: { daysAgo: 1, at: '15:35' },
    by: 'nell',
    do: 'update',
    kind: 'update',
    status: 'reported',
    body: 'An observation, and no more than that. The tide board outside the quay office is chalked by hand every morning; by habit of six years the hand is Mr Wrenfield’s. It was chalked this morning too. Three skippers tell us, independently of one another, that the writing is his. Study leave appears to allow for tides.',
  },
  {
    when: { daysAgo: 1, at: '18:10' },
    by: 'nell',
    do: 'update',
    kind: 'clarification',
    answers: 'handed-back',
    credit: 'where',
    body: 'Some readers, here and elsewhere, have taken our story to say that the coastguard handed Mr Wrenfield to the harbour police. It does not say so. It says that the station *would* have to explain itself *if* it had sent him back, and that nothing we had seen showed that it did. Since UPDATE 4 we know more: he left by the cutter, and the vehicles stayed behind. The paragraph stands as it was printed, so that everyone can see what was written.',
  },
  {
    when: { daysAgo: 1, at: '20:20' },
    by: 'nell',
    do: 'update',
    as: 'announcement',
    kind: 'update',
    status: 'confirmed',
    body: announcement,
  },
  {
    when: { minutesAgo: 95 },
    by: 'nell',
    do: 'update',
    kind: 'see_also',
    status: 'disputed',
    body: 'For another theory altogether, a retired pilot argues on [Slack Water](https://slack-water.example/fuel) that it was never about the lease: the relief cutter’s fuel is paid for out of berth fees, an audit of the fees is an audit of the cutter, and a careful man would go and ask the crew. We find the sums persuasive and the conclusion less so. The coastguard says that it buys its own fuel.',
  },
]
