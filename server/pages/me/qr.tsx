import qrcode from 'qrcode-generator'
import { words } from './words.ts'

/** Cells of quiet around it, which readers of the code need. */
const QUIET = 4

/** A QR code as a picture in the page: nothing leaves for it. Dark on light in both colour schemes, as readers expect. */
export function Qr({ text }: { text: string }) {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  const size = count + 2 * QUIET
  const cells = Array.from({ length: count * count }, (_, at) => [Math.floor(at / count), at % count] as const)
  const path = cells
    .filter(([row, column]) => code.isDark(row, column))
    .map(([row, column]) => `M${column + QUIET} ${row + QUIET}h1v1h-1z`)
    .join('')
  return (
    <svg class="account-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={words.qr} width="208" height="208">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  )
}
