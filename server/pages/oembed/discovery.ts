import type { Context } from '../../context.ts'

/** Where other sites learn how to embed a page, for its head. @param path of a page that can be embedded. */
export function embeddableAt({ config }: Context, path: string): { type: string; href: string; title: string }[] {
  const url = encodeURIComponent(config.PUBLIC_URL + path)
  return [
    { type: 'application/json+oembed', format: 'json' },
    { type: 'text/xml+oembed', format: 'xml' },
  ].map(({ type, format }) => ({
    type,
    href: `${config.PUBLIC_URL}/oembed?format=${format}&url=${url}`,
    title: 'To embed elsewhere',
  }))
}
