/** The file cannot be imported; nothing was written. The message says why, in a sentence for people. */
export class RefusedFile extends Error {
  override name = 'RefusedFile'
}
