import type { Cast } from '../script.ts'

/** Invented people of an invented county. None has a password, so nobody can sign in as one of them. */
export const cast: Cast = {
  nell: { name: 'Nell Ashcombe', role: 'reader' },
  colm: { name: 'Colm Averill', role: 'reader' },
  sunniva: { name: 'Sunniva Dell', role: 'reader' },
  ruth: { name: 'Ruth Penvarrow', role: 'moderator' },
  wim: { name: 'Wim on the Flats', role: 'reader' },
  hanne: { name: 'Hanne Brook', role: 'reader' },
  jory: { name: 'Jory Fendrick', role: 'reader' },
  orrell: { name: 'M. Orrell', role: 'reader' },
  bosun: { name: 'Old Bosun', role: 'reader' },
  sceptic: { name: 'Marsh Sceptic', role: 'reader' },
  ida: { name: 'Ida Tolleth', role: 'reader' },
  netta: { name: 'Netta Quill', role: 'reader' },
  bram: { name: 'Bram Oakhollow', role: 'reader' },
  tide: { name: 'tidewatcher', role: 'reader' },
  odile: { name: 'Odile Marchbank', role: 'reader' },
  baker: { name: 'The baker at the corner', role: 'reader' },
  petra: { name: 'Petra Wold', role: 'reader' },
}
