import type { Context } from '../context.ts'
import { renderPage } from './layout.tsx'

const words: Record<number, { title: string; what: string }> = {
  400: { title: 'This address is not complete', what: 'Part of it may have been lost on the way.' },
  403: { title: 'This may not be done from here', what: 'What was sent came from a page of another site.' },
  404: {
    title: 'There is nothing at this address',
    what: 'The story may have been published under another name, or the address may have lost a letter.',
  },
  405: { title: 'This cannot be done at this address', what: 'It can be read, but not changed in this way.' },
  410: { title: 'This has been taken away', what: 'It was here once and will not come back.' },
  429: { title: 'Too often in a short time', what: 'Wait a minute, then try again.' },
  500: {
    title: 'Something went wrong on our side',
    what: 'It has been written down for the people who look after this server. Nothing you wrote is lost. Try again in a moment.',
  },
  503: { title: 'Not available just now', what: 'The server is busy or being looked after. Try again in a moment.' },
}

/** The page for an address that cannot be answered otherwise. */
export function troublePage(ctx: Context, status: number): string {
  const { title, what } = words[status] ?? {
    title: 'This cannot be done',
    what: 'The server does not answer this request.',
  }
  return renderPage(
    ctx,
    { title, description: what, hidden: true },
    <div class="trouble">
      <p class="trouble-number">{status}</p>
      <h1>{title}</h1>
      <p>{what}</p>
      <p>
        <a href="/">To the front page</a> <a href="/archive">To the archive</a>
      </p>
    </div>,
  )
}
