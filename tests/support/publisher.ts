import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Publisher {
  origin: string
  /** Address of a page with the thread of a story; `alone`: without it. */
  page(storyUrl: string, more?: { text?: string; alone?: 'yes'; token?: string }): string
  /** HTML that stands in the page before the thread, which is inside the same element. */
  article: string
  close(): Promise<void>
}

const words = 'The tide was out and the boats lay on their sides, as they do twice a day. '

/**
 * Another site that embeds threads, under a policy as strict as one can be: no styles, no scripts but the server's, and
 * Trusted Types.
 *
 * @param serverUrl known once the server runs, which has to know this site's origin first.
 */
export async function startPublisher(serverUrl: () => string): Promise<Publisher> {
  const http = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://x').searchParams
    const url = asked.get('story') ?? ''
    const text = asked.get('text')
    const host = serverUrl()
    const given = asked.get('token')
    const named = `${text === null ? '' : ` text="${text}"`}${given === null ? '' : ` token="${given}"`}`
    const tag = `<afterword-thread url="${url}" title="A story"${named}></afterword-thread>`
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': [
        "default-src 'none'",
        `script-src ${host}`,
        `connect-src ${host} ${host.replace(/^http/, 'ws')}`,
        "style-src 'none'",
        'img-src data:',
        "require-trusted-types-for 'script'",
        'trusted-types afterword',
      ].join('; '),
    })
    response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>A story</title>
      <link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">
      <main><h1>A story</h1>${publisher.article}${`<p>${words.repeat(12)}</p>`.repeat(4)}
      <script type="module" async src="${host}/embed.js"></script>
      ${asked.has('alone') ? '' : tag}</main>
      <footer><p>The end of the page.</p>${`<p>${words}</p>`.repeat(8)}</footer></html>`)
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const publisher: Publisher = {
    origin,
    article: '',
    page: (storyUrl, more = {}) => `${origin}/?${new URLSearchParams({ story: storyUrl, ...more })}`,
    close: () => new Promise((resolve) => http.close(() => resolve())),
  }
  return publisher
}
