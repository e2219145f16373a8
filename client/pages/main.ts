import './pages.css'
import { clockTime, exactTime } from '../ui/times.ts'

// Times arrive in UTC and are shown in the reader's own zone, which is named beside them.
for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-moment]')) {
  const near = time.dataset.moment === 'near'
  time.title = exactTime(time.dateTime)
  time.textContent = near ? clockTime(time.dateTime, Date.now()) : exactTime(time.dateTime)
}

// A link to a comment names it for the server; the thread with scripts goes by what stands behind the `#`.
const wanted = new URLSearchParams(location.search).get('comment')
if (wanted && !location.hash) history.replaceState(history.state, '', `#comment-${wanted}`)

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  if (!navigator.clipboard) continue
  const told = button.parentElement?.querySelector('[data-copied]')
  button.hidden = false
  button.addEventListener('click', async () => {
    const text = document.getElementById(button.dataset.copy ?? '')?.textContent ?? ''
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    if (told) told.textContent = copied ? 'Copied.' : 'The browser did not allow copying. Select the text instead.'
  })
}
