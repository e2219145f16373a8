import type { Mounted } from '../widget/mount.tsx'
import { isWrittenIn, takeOver } from './take-over.ts'

/** Where the server is: beside this script. */
const base = new URL(/* @vite-ignore */ '.', import.meta.url).href.replace(/\/$/, '')

/** Nothing but a place in the page until a reader comes near it or follows a link to what is in it. */
abstract class Place extends HTMLElement {
  static observedAttributes = ['url', 'title', 'theme', 'token']
  #mounted: Promise<Mounted> | undefined
  #near: IntersectionObserver | undefined
  #onHash = () => {
    if (this.isWanted(location.hash)) this.#load()
  }

  /** Whether the page's address leads to something in here. */
  protected abstract isWanted(hash: string): boolean
  protected abstract fetch(): Promise<(element: HTMLElement, base: string) => Mounted>

  connectedCallback() {
    this.style.display = 'block'
    this.#near = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && this.#load(), {
      rootMargin: '800px',
    })
    this.#near.observe(this)
    addEventListener('hashchange', this.#onHash)
    this.#onHash()
  }

  disconnectedCallback() {
    this.#near?.disconnect()
    removeEventListener('hashchange', this.#onHash)
    void this.#mounted?.then((widget) => widget.close())
    this.#mounted = undefined
  }

  attributeChangedCallback(name: string) {
    void this.#mounted?.then((widget) => widget.changed(name))
  }

  #load() {
    this.#near?.disconnect()
    if (isWrittenIn(this)) return
    this.#mounted ??= this.fetch().then((mount) => mount(this, base))
    this.#mounted.catch(() => {
      // What stands inside the element, such as a link to the thread, is still there meanwhile.
      this.#mounted = undefined
      setTimeout(() => this.isConnected && this.#near?.observe(this), 10_000)
    })
  }
}

/** `<afterword-thread>` */
class AfterwordThread extends Place {
  override connectedCallback() {
    this.style.minHeight ||= '24rem'
    super.connectedCallback()
  }
  protected isWanted = (hash: string) => /^#c(omment|ase)-/.test(hash)
  protected fetch = async () => {
    const { mount } = await import('../widget/mount.tsx')
    return (element: HTMLElement, base: string) => takeOver(element, () => mount(element, base))
  }
}

/** `<afterword-updates>`: takes no room before there is something to show. */
class AfterwordUpdates extends Place {
  protected isWanted = (hash: string) => /^#update-/.test(hash)
  protected fetch = async () => (await import('../widget/article/mount-updates.tsx')).mount
}

if (!customElements.get('afterword-thread')) {
  customElements.define('afterword-thread', AfterwordThread)
  customElements.define('afterword-updates', AfterwordUpdates)
}
