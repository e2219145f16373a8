import type { Context } from '../context.ts'
import { renderPage } from './layout.tsx'

/** How a publisher puts a thread on a page of theirs. */
export function embedPage(ctx: Context): string {
  const { PUBLIC_URL, ALLOWED_ORIGINS } = ctx.config
  const snippet = `<script type="module" src="${PUBLIC_URL}/embed.js"></script>
<afterword-thread
  url="https://www.example.org/the-address-of-this-story"
  title="The headline of this story">
  <a href="${PUBLIC_URL}/stories?url=https%3A%2F%2Fwww.example.org%2Fthe-address-of-this-story">Comments on this story</a>
</afterword-thread>`
  const policy = `script-src ${PUBLIC_URL}; connect-src ${PUBLIC_URL} ${PUBLIC_URL.replace(/^http/, 'ws')}`
  const props = {
    title: 'Put it on your page',
    description: 'One script and one element put a thread under a story on any page, another its updates.',
    path: '/embed',
    scripts: ['pages'],
  }
  return renderPage(
    ctx,
    props,
    <div class="sheet sheet-prose">
      <header class="sheet-head">
        <h1>Put it on your page</h1>
        <p>One script and one element, where the comments are to stand.</p>
      </header>
      <figure class="snippet">
        <pre>
          <code id="snippet">{snippet}</code>
        </pre>
        <figcaption>
          <button type="button" data-copy="snippet" hidden>
            Copy
          </button>
          <span role="status" data-copied />
        </figcaption>
      </figure>
      <p>
        <code>url</code> is the story’s own address, without which the server cannot know which thread belongs here.{' '}
        <code>title</code> is its headline. The link inside is for readers whose browsers run no scripts. The first
        visit to a page with a new address begins its thread.
      </p>
      <h2>Updates in the story</h2>
      <p>
        The same script also shows the numbered updates where readers of the story see them first, above its text or
        below:
      </p>
      <figure class="snippet">
        <pre>
          <code>
            {'<afterword-updates url="https://www.example.org/the-address-of-this-story"></afterword-updates>'}
          </code>
        </pre>
      </figure>
      <p>
        The newest stands open, older ones are folded; new, edited and withdrawn ones appear while the page is open,
        without moving the words that are being read. A story without updates has no gap there. A page may have this
        element, the thread, or both.
      </p>
      <h2>Which pages may have threads</h2>
      <p>
        Pages on other sites have to be allowed by the owner of this server, in its setting <code>ALLOWED_ORIGINS</code>
        .{ALLOWED_ORIGINS.length === 0 && ' None is allowed now.'}
      </p>
      {ALLOWED_ORIGINS.length > 0 && (
        <>
          <p>Allowed now:</p>
          <ul>
            {ALLOWED_ORIGINS.map((origin) => (
              <li>
                <code>{origin}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>Pages with a Content-Security-Policy</h2>
      <p>Add this server to the two directives:</p>
      <figure class="snippet">
        <pre>
          <code>{policy}</code>
        </pre>
      </figure>
      <p>
        A page that also requires Trusted Types has to allow the policy <code>afterword</code>. Below a header that
        sticks to the top of the window, set <code>--afterword-top</code> on the element to its height. Both elements
        follow the page into light and dark, or stay as <code>theme="light"</code> or <code>theme="dark"</code> says.
      </p>
      <h2>The story’s words</h2>
      <p>
        Readers can flag a comment that misrepresents the story, and the server then looks the quoted passage up. For
        that it needs the story’s text. The simplest way is to name the element that holds it, by a CSS selector:
      </p>
      <figure class="snippet">
        <pre>
          <code>{'<afterword-thread text="article .body" …>'}</code>
        </pre>
      </figure>
      <p>
        Readers’ browsers then send what stands there, without scripts, forms, navigation and the thread itself. The
        first text counts as unconfirmed until a browser in another network has sent the same; a change counts once two
        have. It is taken only from pages whose origin is that of the story’s address, and every version is kept.
      </p>
      <p>
        To be certain of the text, send it from your own system, with a key that an owner makes under Settings in the
        console: <code>POST /api/v1/stories</code> finds or begins the story, and{' '}
        <code>PUT /api/v1/stories/:id/text</code> takes its HTML. What was sent so, or came with an import, is never
        replaced by what a page shows. Every endpoint is in the <a href="/api/reference/">API reference</a>.
      </p>
    </div>,
  )
}
