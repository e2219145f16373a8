import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Context } from '../context.ts'
import { longDay } from './moment.tsx'

export interface PageProps {
  /** Without the site's name. Undefined on the front page. */
  title?: string
  description: string
  /** Path of the canonical address; left out on pages that are none, such as error pages. */
  path?: string
  /** `paper` has the masthead; `slip` is a single column for a short task; `bare` leaves all to its script. */
  frame?: 'paper' | 'slip' | 'bare'
  /** Programs of ours that the page needs, by the name of their entry. */
  scripts?: readonly string[]
  styles?: readonly string[]
  /** Other forms of what the page shows: feeds, and what other sites embed. */
  alternates?: readonly { type: string; href: string; title: string }[]
  /** Kept out of search engines. */
  hidden?: boolean
  /** What other sites show where the page's address is shared, if that is more than its title and description. */
  share?: Share
  /** What the page says, for machines (JSON-LD). */
  data?: object | undefined
  /** Marks the current place in the navigation. */
  here?: string
}

export interface Share {
  title: string
  /** Of what is shared, where that has an address of its own within the page. */
  path?: string
  /** A picture of 1200 × 630, by its path. */
  picture?: { path: string; words: string }
}

/** A whole HTML document. Everything in `body` is escaped unless it says otherwise; no script that runs and no style stands in it. */
export function renderPage(ctx: Context, props: PageProps, body: ComponentChildren): string {
  return `<!doctype html>${renderToString(
    <Document ctx={ctx} {...props}>
      {body}
    </Document>,
  )}`
}

type DocumentProps = PageProps & { ctx: Context; children: ComponentChildren }

function Document({ ctx, children, ...props }: DocumentProps) {
  const { SITE_NAME, PUBLIC_URL } = ctx.config
  const {
    title,
    description,
    path,
    frame = 'paper',
    scripts = [],
    styles = ['pages'],
    hidden,
    alternates = [],
    share,
    data,
  } = props
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title ? `${title} – ${SITE_NAME}` : SITE_NAME}</title>
        <meta name="description" content={description} />
        {hidden && <meta name="robots" content="noindex" />}
        {path !== undefined && <link rel="canonical" href={PUBLIC_URL + path} />}
        {path !== undefined && !hidden && (
          <Shared
            site={SITE_NAME}
            base={PUBLIC_URL}
            path={share?.path ?? path}
            description={description}
            share={share ?? { title: title ?? SITE_NAME }}
            type={share ? 'article' : 'website'}
          />
        )}
        {data && <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: inScript(data) }} />}
        {alternates.map(({ type, title, href }) => (
          <link rel="alternate" type={type} title={title} href={href} />
        ))}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {styles.map((name) => (
          <link rel="stylesheet" href={`/assets/${name}.css`} />
        ))}
        {scripts.map((name) => (
          <script type="module" src={`/assets/${name}.js`} />
        ))}
      </head>
      <body class={`frame-${frame}`}>
        {frame === 'bare' ? (
          children
        ) : (
          <Framed site={SITE_NAME} now={ctx.now()} frame={frame} here={props.here}>
            {children}
          </Framed>
        )}
      </body>
    </html>
  )
}

interface SharedProps {
  site: string
  base: string
  path: string
  description: string
  share: Share
  type: 'article' | 'website'
}

/** Open Graph, which sites and messengers read. */
function Shared({ site, base, path, description, share: { title, picture }, type }: SharedProps) {
  return (
    <>
      <meta property="og:type" content={type} />
      <meta property="og:site_name" content={site} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={base + path} />
      {picture && (
        <>
          <meta property="og:image" content={base + picture.path} />
          <meta property="og:image:type" content="image/png" />
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
          <meta property="og:image:alt" content={picture.words} />
        </>
      )}
      <meta name="twitter:card" content={picture ? 'summary_large_image' : 'summary'} />
    </>
  )
}

/** JSON that cannot end the element it stands in, whatever people wrote. */
function inScript(data: object): string {
  return JSON.stringify(data).replace(/</g, '\\u003c')
}

const places = [
  { href: '/', name: 'Front page' },
  { href: '/archive', name: 'Archive' },
  { href: '/log', name: 'Decision log' },
]

interface FramedProps {
  site: string
  now: number
  frame: 'paper' | 'slip'
  here: string | undefined
  children: ComponentChildren
}

function Framed({ site, now, frame, here, children }: FramedProps) {
  return (
    <>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <header class="masthead">
        {frame === 'paper' && <p class="masthead-day">{longDay(now)}</p>}
        <p class="masthead-name">
          <a href="/">{site}</a>
        </p>
        {frame === 'paper' && (
          <nav class="masthead-nav" aria-label="Sections of this site">
            {places.map((place) => (
              <a href={place.href} aria-current={place.href === here ? 'page' : undefined}>
                {place.name}
              </a>
            ))}
          </nav>
        )}
      </header>
      <main id="content">{children}</main>
      <footer class="colophon">
        <p>Comments by Afterword</p>
        {frame === 'paper' && (
          <nav aria-label="About the comments">
            <a href="/log">Decision log</a>
            <a href="/archive">Archive</a>
            <a href="/embed">Put it on your page</a>
            <a href="/account">Your account</a>
            <a href="/console">Console</a>
          </nav>
        )}
      </footer>
    </>
  )
}
