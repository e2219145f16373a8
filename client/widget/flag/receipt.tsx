import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Sending } from './flag-model.ts'
import { strings } from './strings.ts'

interface ReceiptProps {
  heading: string
  receipt: NonNullable<Sending['receipt']['value']>
  /** What happens now. */
  next: string
  onClose: () => void
}

/** What stands in place of a form that was sent. */
export function Receipt({ heading, receipt, next, onClose }: ReceiptProps) {
  const ref = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => ref.current?.focus(), [])
  return (
    <div class="flag-receipt">
      <h2 id="flag-heading" ref={ref} tabIndex={-1}>
        {heading}
      </h2>
      <p>
        {strings.reference} <strong class="aw-figures">{receipt.reference}</strong>.
      </p>
      <p>{next}</p>
      <button type="button" class="aw-button aw-button-primary" onClick={onClose}>
        {strings.close}
      </button>
    </div>
  )
}
