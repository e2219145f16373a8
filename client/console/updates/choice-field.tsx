interface ChoiceFieldProps {
  id: string
  label: string
  value: string
  options: [value: string, name: string][]
  onPick: (value: string) => void
}

/** One of several, by its name. */
export function ChoiceField({ id, label, value, options, onPick }: ChoiceFieldProps) {
  return (
    <div class="co-field">
      <label for={id}>{label}</label>
      <select id={id} class="aw-field" value={value} onChange={(event) => onPick(event.currentTarget.value)}>
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
