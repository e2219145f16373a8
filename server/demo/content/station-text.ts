/** The article of the developing story: what is known is kept apart from what is said. */
export const stationText = `
<p>Harbour police kept four vehicles outside the gates of the Sanderling Point coastguard station until daybreak. By breakfast the Harbour Authority said that its deputy chief was on leave. Between those two facts lies a great deal of talk, and not much else.</p>

<h2>What is certain</h2>
<p>People on the Point road began to ring this newspaper shortly before midnight. This morning we can stand behind the following, and no more.</p>
<ul>
<li>Four harbour police vehicles, two of them without markings, stood across the station gate from about 23:15 until just after six. We photographed them at 00:40 and again at 05:20.</li>
<li>The station keeps a visitors’ book, which any citizen may read at the gate. It shows one visitor signed in at 21:50, “T. W., harbour business”, and nobody signed out.</li>
<li>At 07:05 the Saltmarsh Harbour Authority announced that its deputy chief, Tobias Wrenfield, is on “study leave” with immediate effect. Nobody at the Authority could tell us what he is studying.</li>
<li>Mr Wrenfield did not come to the seven o’clock berth meeting, which he has chaired every working day for six years.</li>
</ul>

<h2>What is being said</h2>
<p>The rest is rumour, and should be read as rumour. The version that has travelled furthest along the quays runs like this: Mr Wrenfield drove to the Point with a box of berth ledgers, asked the officer of the watch for shelter, and was followed there by colleagues who wanted him back, or the box, or both.</p>
<p>A second version leaves out the box and puts in a quarrel. He and the Authority’s chief, Marguerite Stannick, are said to have argued in the quay office early in the evening, loudly enough to be heard in the ice house. The watchman there has told us that he heard raised voices and no words.</p>
<p>A third holds that he is a keen astronomer, that the Point has the darkest sky in the county, and that everyone should calm down. His brother-in-law gave us this version, and asked us not to name him, which leaves him one of three people.</p>

<h2>Why it matters</h2>
<p>In nineteen days the Authority votes on leasing the deep-water quay to the Brannoch Line for thirty years. Ms Stannick has staked her office on the lease. Mr Wrenfield has never said a public word against it. But the audit of berth fees that he has run since spring is the one piece of paper that could delay the vote, and it has not been published.</p>
<p>He is also liked, as officials who hand out fines seldom are. The audit began with the small boats and went on, to general surprise, to the large ones. If he has fallen out with the chief, the boats will take a side, and nobody on the quay doubts which.</p>
<p>For the coastguard the night is awkward in another way. It is a national service and takes no orders from the county. A station may shelter anyone in danger on the water or beside it; that is what a station is for. Whether a man in a parked car with a box on his knees is in danger is a question its rule book does not answer.</p>
<p>If it turns out that the station sent him back to people he was afraid of, it will have to explain itself. Nothing we have seen shows that it did.</p>

<h2>How likely is any of it?</h2>
<p>Two things speak against the dramatic version. The first is the map. There is one road to the Point, and a man who wants to disappear does not choose the end of a road. We asked a retired station officer what becomes of a guest who cannot leave. “He gets very good at cards,” she said.</p>
<p>The second is procedure. Whoever wants protection in this county goes to the magistrate in Port Ansel, whose door is open in office hours and has no vans parked across it. Somebody in a hurry at ten at night may not wait for office hours. That would tell us how great the hurry was, and nothing about its cause.</p>
<p>Against both stands the oddest fact of the night: nobody sends four vehicles to watch a man look at the stars.</p>
<p>And then there is the leave. The Authority publishes its leave calendar every quarter, for the sake of the pilots’ rota. We have the current one in front of us. It has Mr Wrenfield at his desk until midwinter.</p>
<p>We have put nine questions to the Authority and four to the coastguard. This page will carry the answers as they come, each with a number. If you saw something on the Point road, write to the desk. If you heard something, tell us from whom.</p>
`
