/** What the console says about the numbered updates of a story. */

export const updates = {
  title: 'Updates',
  none: 'No updates yet.',
  notYours: 'The author of this story and moderators publish updates on it.',
  number: (n: number) => `UPDATE ${n}`,
  scheduled: 'Scheduled',
  scheduledThen: (time: string) => `Scheduled for ${time}`,
  withdrawnWhy: (reason: string) => (reason === '' ? 'withdrawn' : `withdrawn, because ${reason}`),
  scheduledFor: (time: string) => `Scheduled for ${time}. It gets its number then.`,
  publishedAt: (time: string) => `Published ${time}`,
  editedAt: (time: string) => `edited ${time}`,
  withdrawnAt: (time: string) => `withdrawn ${time}`,
  answersCase: (reference: string) => `Answers ${reference}`,
  thanks: 'With thanks to',
  said: 'It said',
  saysNow: 'It says now',
  passage: 'About the passage',
}

export const composing = {
  title: 'New update',
  willBe: (n: number) => `This will be UPDATE ${n}.`,
  kind: 'Kind',
  status: 'Standing of the claim',
  noStatus: 'Not said',
  body: 'Text',
  format:
    'An empty line begins a paragraph. **bold**, *emphasis*, > quotation, - list, [words](https://…), ((footnote)).',
  answers: 'Answers a case',
  noCase: 'No case',
  empty: 'Write the text of the update.',
  prefill: (wrote: string, says: string) => `> ${wrote}\n\nThe story says:\n\n> ${says}\n\n`,
  publish: (n: number) => `Publish UPDATE ${n}`,
  published: (n: number) => `UPDATE ${n} is published.`,
  schedule: 'Schedule it',
  scheduled: (time: string) => `It will be published ${time}.`,
  nowHint: 'Readers see it at once. Here it stands in the list below, as they see it.',
  atHint: 'Until then it stands in the list below, as readers will see it, and no reader knows of it.',
  when: 'Publish',
  now: 'Now',
  at: 'At a time',
  atLabel: 'Publish at',
  onSite: (time: string, zone: string) => `By the clock of the site, ${zone}: ${time}.`,
  timeMissing: 'Choose a date and a time.',
  timeSoon: 'Choose a time that is at least a minute ahead, or publish it now.',
  timeFar: 'Choose a time within 90 days.',
}

export const anchoring = {
  open: 'Amend a passage',
  title: 'The passage it amends',
  how: 'Select the words in the story.',
  missing: 'The words of this story have not reached the server, so no passage can be chosen.',
  chosen: 'Chosen:',
  none: 'No words are chosen yet.',
  choose: 'Select the words that it amends, or leave the passage out.',
  long: 'Choose at most 1000 characters.',
  after: 'What stands there now',
  afterHint: 'Readers see both beside each other.',
  remove: 'No passage',
}

export const crediting = {
  open: 'Thank a reader',
  label: 'The comment whose writer is thanked',
  hint: 'Its writer is thanked by name, with a link to the comment.',
  missing: 'Choose the comment, or thank nobody.',
  remove: 'Thank nobody',
  turn: 'Turn a reply into an update',
  turnLabel: 'The reply to turn into an update',
  leave: 'Leave it',
  quote: (name: string, quoted: string) => `${name} writes:\n\n${quoted}\n\n`,
  turned: 'The reply is quoted below, and its writer is thanked.',
}

export const acting = {
  edit: 'Edit',
  now: 'Publish now',
  time: 'Change the time',
  cancel: 'Cancel it',
  withdraw: 'Withdraw',
  revisions: 'Earlier wordings',
  keep: 'Leave it as it is',
  save: 'Save',
  of: (act: string, name: string) => `${act}: ${name}`,
}

export const editing = {
  title: (name: string) => `Edit ${name}`,
  unseen: 'Nobody has seen it yet.',
  quiet: (time: string) => `Until ${time} it can be put right without a public revision.`,
  open: 'Readers will see that it was edited, and the wording before. Nobody is told anew.',
  saved: 'The update is saved.',
  conflict: 'Somebody changed this update meanwhile. Your text is kept here.',
  stands: 'What stands now',
  mine: 'Save mine over it',
  theirs: 'Take what stands',
  gone: 'It was withdrawn meanwhile and can no longer be edited. Your text is kept here, to copy.',
}

export const scheduling = {
  nowTitle: 'Publish it now?',
  nowEffects: (n: number) => `It becomes UPDATE ${n}, and everybody who follows the story is told.`,
  nowConfirm: (n: number) => `Publish UPDATE ${n} now`,
  timeTitle: 'When shall it be published?',
  timeConfirm: 'Change the time',
  cancelTitle: 'Cancel this update?',
  cancelEffects: 'It is not published, and its text is gone. Nobody has seen it, and no number is lost.',
  cancelConfirm: 'Cancel the update',
  cancelled: 'The scheduled update is cancelled.',
}

export const withdrawing = {
  title: (n: number) => `Withdraw UPDATE ${n}?`,
  reason: 'Why, in words readers will see',
  after: (n: number) => `It follows “UPDATE ${n}: withdrawn, because”.`,
  confirm: (n: number) => `Withdraw UPDATE ${n}`,
  done: (n: number) => `UPDATE ${n} is withdrawn.`,
  effects: (n: number, isQuiet: boolean) => [
    `UPDATE ${n} stays in its place, with your reason instead of its text.`,
    isQuiet
      ? 'Its text is no longer to be seen: it has stood for less than ten minutes.'
      : 'Readers can still open its text, among its earlier wordings.',
    'Everybody who was told of it is told that it is withdrawn.',
    'It cannot be put back. Its number is not used again.',
  ],
}

export const wordings = {
  title: (name: string) => `Earlier wordings of ${name}`,
  none: 'It has had no other wording.',
  stood: (from: string, until: string) => `Stood from ${from} until ${until}`,
  hidden: 'Readers do not see this one: it was replaced or withdrawn within ten minutes.',
}
