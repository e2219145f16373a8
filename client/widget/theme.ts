type Theme = 'light' | 'dark'

/** What the widget stands on, and whether it must bring paper of its own because the page's is of the other kind. */
interface Ground {
  theme: Theme
  ownPaper: boolean
}

const dark = matchMedia('(prefers-color-scheme: dark)')

/** Light or dark: as the publisher says in `theme`, else as the page behind the widget really is. */
function groundOf(element: HTMLElement): Ground {
  const behind = themeBehind(element)
  const wanted = element.getAttribute('theme')
  const theme = wanted === 'light' || wanted === 'dark' ? wanted : behind
  return { theme, ownPaper: theme !== behind }
}

/** Dresses the element for the ground it stands on, also when that changes. */
export function wearGround(element: HTMLElement): { look(): void; end(): void } {
  const look = () => {
    const { theme, ownPaper } = groundOf(element)
    element.toggleAttribute('data-own-paper', ownPaper)
    element.setAttribute('data-theme', theme)
  }
  look()
  return { look, end: watchGround(look) }
}

/** Calls back when the page may have turned light or dark. Returns what ends that. */
function watchGround(onChange: () => void): () => void {
  const watcher = new MutationObserver(onChange)
  for (const element of [document.documentElement, document.body])
    watcher.observe(element, {
      attributes: true,
      attributeFilter: ['class', 'style', 'data-theme', 'data-color-scheme'],
    })
  dark.addEventListener('change', onChange)
  return () => {
    watcher.disconnect()
    dark.removeEventListener('change', onChange)
  }
}

function themeBehind(element: HTMLElement): Theme {
  for (let one: HTMLElement | null = element.parentElement; one; one = one.parentElement) {
    const theme = themeOf(getComputedStyle(one).backgroundColor)
    if (theme) return theme
  }
  // Nothing is painted: the page shows the browser's canvas, dark only where the page allows it.
  const schemes = getComputedStyle(document.documentElement).colorScheme
  if (!schemes.includes('dark')) return 'light'
  return dark.matches || !schemes.includes('light') ? 'dark' : 'light'
}

/** Of a computed colour; undefined when it is mostly see-through or of a form not known here. */
function themeOf(colour: string): Theme | undefined {
  const rgb = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(colour)
  if (rgb) {
    if (Number(rgb[4] ?? 1) < 0.5) return undefined
    const [red = 0, green = 0, blue = 0] = rgb.slice(1, 4).map(Number)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 110 ? 'dark' : 'light'
  }
  const light = /^(?:ok)?(?:lab|lch)\(([\d.]+)/.exec(colour)
  if (!light) return undefined
  return Number(light[1]) < (colour.startsWith('ok') ? 0.55 : 45) ? 'dark' : 'light'
}
