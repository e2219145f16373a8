import { render } from 'preact'
import type { Mounted } from '../mount.tsx'
import { takeOverRendering } from '../still.ts'
import { dress, styles } from '../styles.ts'
import { wearGround } from '../theme.ts'
import css from './article.css?inline'
import { type Article, end, followHash, newArticle, start } from './article.ts'
import { ArticleUpdates } from './article-updates.tsx'

/** Puts the updates of the element's page into a shadow tree of it. */
export function mount(element: HTMLElement, base: string): Mounted {
  takeOverRendering()
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
  dress(root, styles)
  dress(root, css)
  const ground = wearGround(element)
  let article = begin(element, root, base)
  const onHash = () => followHash(article)
  addEventListener('hashchange', onHash)
  return {
    changed(name) {
      if (name === 'theme') return ground.look()
      end(article)
      article = begin(element, root, base)
    },
    close() {
      removeEventListener('hashchange', onHash)
      ground.end()
      end(article)
      render(null, root)
    },
  }
}

function begin(element: HTMLElement, root: ShadowRoot, base: string): Article {
  const article = newArticle(element, root, base)
  render(<ArticleUpdates key={Math.random()} article={article} />, root)
  void start(article)
  return article
}
