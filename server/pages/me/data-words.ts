/** Every word on the page of one’s data. */
export const dataWords = {
  title: 'Your data',
  why: 'Everything that is kept about you here.',
  download: 'Download',
  downloadHint: 'One file (JSON) that people and programs can read. It is made when you ask for it.',
  erase: 'Erase your account',
  eraseWhy:
    'Your name, address, sessions, drafts, flags and notices are erased a day after you ask. Until then you can take it back here, or by signing in. A letter tells you of both.',
  comments: 'Your comments',
  choices: {
    delete: 'Delete my words. An empty place stays where others replied.',
    keep: 'Keep them, without my name.',
  },
  stays: 'What was decided in cases stays in the decision log, without your name and words.',
  eraseButton: 'Erase my account',
  choose: 'Choose what becomes of your comments.',
  due: 'Your account will be erased after',
  fate: {
    delete: 'The words of your comments go with it.',
    keep: 'Your comments stay, without your name.',
  },
  keep: 'Keep my account',
}
