import { useLayoutEffect, useRef } from 'preact/hooks'

interface TrustedPolicy {
  createHTML(html: string): string
}
interface TrustedTypes {
  createPolicy(name: string, rules: TrustedPolicy): TrustedPolicy
}

let policy: TrustedPolicy | null | undefined

/** The page's leave to set HTML: null where its policy (`trusted-types` without `afterword`) does not give it. */
function trusted(): TrustedPolicy | null {
  if (policy !== undefined) return policy
  const types = (window as { trustedTypes?: TrustedTypes }).trustedTypes
  // The server made this HTML from a Markdown subset and sanitised it; the policy only says so to the page.
  const rules = { createHTML: (html: string) => html }
  try {
    policy = types ? types.createPolicy('afterword', rules) : rules
  } catch {
    policy = null
  }
  return policy
}

function fill(element: Element & { setHTML?: (html: string) => void }, html: string) {
  const leave = trusted()
  if (leave) element.innerHTML = leave.createHTML(html)
  else if (element.setHTML) element.setHTML(html)
  else element.textContent = html.replace(/<\/(p|li|blockquote|pre)>/g, '\n').replace(/<[^>]*>/g, '')
}

/** Words of a person, rendered and sanitised by the server. */
export function Html({ html }: { html: string }) {
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (ref.current) fill(ref.current, html)
  }, [html])
  return <div class="words" dir="auto" ref={ref} />
}
