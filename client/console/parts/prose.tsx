/** Text that people wrote, rendered and sanitised by the server. */
export function Prose({ html }: { html: string }) {
  return <div class="co-prose" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
}
