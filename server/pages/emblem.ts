/** The mark: a closing quotation mark above the rule at which a story ends and its readers begin. */
export const emblem = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="6" fill="#0b5c4e"/>
<path fill="#fffdf9" d="M8 6.5h6v6.2c0 3.6-1.9 6.2-5.2 7.3l-1-2.2c1.8-.8 2.9-2.1 3-4.1H8zM18 6.5h6v6.2c0 3.6-1.9 6.2-5.2 7.3l-1-2.2c1.8-.8 2.9-2.1 3-4.1H18z"/>
<path stroke="#fffdf9" stroke-width="2.4" stroke-linecap="round" d="M8 25h16"/>
</svg>
`
