import cards from '../ui/cards.css?inline'
import parts from '../ui/parts.css?inline'
import tokens from '../ui/tokens.css?inline'
import comment from './comment.css?inline'
import composer from './composer.css?inline'
import frame from './frame.css?inline'
import updates from './updates.css?inline'
import words from './words.css?inline'

/** All of the widget's styles but for what is loaded later. Later files win over earlier ones. */
export const styles = tokens + parts + cards + updates + comment + words + composer + frame
