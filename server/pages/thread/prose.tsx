/** Words of a person as the server's sanitiser made them. */
export function Prose({ html }: { html: string }) {
  return <div class="words" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
}
