import type { Mounted } from '../widget/mount.tsx'
import { isWrittenIn, takeOver } from './take-over.ts'

/** Where the server is: beside this script. */
const base = new URL(/* @vite-ignore */ '.', import.meta.url).href.replace(/\/$/, '')
const PERMALINK = /^#c(omment|ase)-/

/** `<afterword-thread>`: nothing but a place in the page until a reader comes near it or follows a permalink. */
class AfterwordThread extends HTMLElement {
  static observedAttributes = ['url', 'title', 'theme']
  #mounted: Promise<Mounted> | undefined
  #near: IntersectionObserver | undefined
  #onHash = () => {
    if (PERMALINK.test(location.hash)) this.#load()
  }

  connectedCallback() {
    this.style.display = 'block'
    this.style.minHeight ||= '24rem'
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
    this.#mounted ??= import('../widget/mount.tsx').then((widget) => takeOver(this, () => widget.mount(this, base)))
    this.#mounted.catch(() => {
      // What stands inside the element, such as a link to the thread, is still there meanwhile.
      this.#mounted = undefined
      setTimeout(() => this.isConnected && this.#near?.observe(this), 10_000)
    })
  }
}

if (!customElements.get('afterword-thread')) customElements.define('afterword-thread', AfterwordThread)
